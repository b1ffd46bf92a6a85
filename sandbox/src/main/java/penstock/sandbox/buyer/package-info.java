/**
 * Made-up buyers. No name or address here belongs to a person.
 */
@NullMarked
package penstock.sandbox.buyer;

import org.jspecify.annotations.NullMarked;
