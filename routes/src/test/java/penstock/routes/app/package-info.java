/** What is read from the environment before anything runs. */
@NullMarked
package penstock.routes.app;

import org.jspecify.annotations.NullMarked;
