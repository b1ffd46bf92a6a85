/** The rules that the database's catalogue obeys, each proven to see a breach of it. */
@NullMarked
package penstock.test.schema;

import org.jspecify.annotations.NullMarked;
