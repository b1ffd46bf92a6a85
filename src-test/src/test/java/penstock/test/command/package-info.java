/** What commands do to a database and say of it. */
@NullMarked
package penstock.test.command;

import org.jspecify.annotations.NullMarked;
