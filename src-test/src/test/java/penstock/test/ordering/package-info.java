/** What an order is promised, and what people say of it, on a real PostgreSQL. */
@NullMarked
package penstock.test.ordering;

import org.jspecify.annotations.NullMarked;
