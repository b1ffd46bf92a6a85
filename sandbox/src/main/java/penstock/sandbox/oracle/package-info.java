/**
 * The record of what was truly accepted, and what follows from it. Written by the channels, read by tests.
 */
@NullMarked
package penstock.sandbox.oracle;

import org.jspecify.annotations.NullMarked;
