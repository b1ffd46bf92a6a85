/** Turns whatever was thrown, by a controller or before one was reached, into the one answer that the caller gets. */
@NullMarked
package penstock.console.fault;

import org.jspecify.annotations.NullMarked;
