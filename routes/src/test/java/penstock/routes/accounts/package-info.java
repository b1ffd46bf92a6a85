/** Which accounts can be opened. */
@NullMarked
package penstock.routes.accounts;

import org.jspecify.annotations.NullMarked;
