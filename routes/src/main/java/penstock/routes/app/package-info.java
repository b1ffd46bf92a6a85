/** The composition root: every object of the gateway is made here, by hand, and nowhere else. */
@NullMarked
package penstock.routes.app;

import org.jspecify.annotations.NullMarked;
