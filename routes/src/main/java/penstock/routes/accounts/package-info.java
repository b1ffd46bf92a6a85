/** Which adapters there are, and the accounts that speak through them. */
@NullMarked
package penstock.routes.accounts;

import org.jspecify.annotations.NullMarked;
