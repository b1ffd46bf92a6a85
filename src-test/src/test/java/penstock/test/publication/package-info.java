/** What channels may still sell of a partitioned SKU, and how its numbers are settled: decided in PostgreSQL's rows, on a clock that is moved. */
@NullMarked
package penstock.test.publication;

import org.jspecify.annotations.NullMarked;
