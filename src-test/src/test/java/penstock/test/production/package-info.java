/** Things are made, taken apart and kept up on a real ledger, and what that costs is followed to the cent. */
@NullMarked
package penstock.test.production;

import org.jspecify.annotations.NullMarked;
