/** What stock is worth, on a real database: projected, rebuilt, asked for, and refused. */
@NullMarked
package penstock.test.valuation;

import org.jspecify.annotations.NullMarked;
