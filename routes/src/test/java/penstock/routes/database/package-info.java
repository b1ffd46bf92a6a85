/** What is said of the database that the gateway works on. */
@NullMarked
package penstock.routes.database;

import org.jspecify.annotations.NullMarked;
