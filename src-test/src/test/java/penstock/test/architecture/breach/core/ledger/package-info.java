/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.core.ledger;

import org.jspecify.annotations.NullMarked;
