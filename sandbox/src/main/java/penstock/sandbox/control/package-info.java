/**
 * The part that no real channel has: JSON calls under /_control that set the stage, play a buyer, script faults and ask the oracle.
 */
@NullMarked
package penstock.sandbox.control;

import org.jspecify.annotations.NullMarked;
