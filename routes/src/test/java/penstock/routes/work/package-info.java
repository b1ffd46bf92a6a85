@NullMarked
package penstock.routes.work;

import org.jspecify.annotations.NullMarked;
