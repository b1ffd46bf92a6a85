/** What there was at any past moment, what happened to a SKU, and what is rebuilt. */
@NullMarked
package penstock.test.history;

import org.jspecify.annotations.NullMarked;
