/** Who somebody is and what proves it: ids, keys, the sealing of secrets and personal data. */
@NullMarked
package penstock.core.identity;

import org.jspecify.annotations.NullMarked;
