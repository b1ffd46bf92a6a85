/** Provider orders and confirmations on a real PostgreSQL, when whoever had them in hand is gone. */
@NullMarked
package penstock.test.shipping;

import org.jspecify.annotations.NullMarked;
