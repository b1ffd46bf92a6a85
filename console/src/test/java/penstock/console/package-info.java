/** The API on a real server over a database that is gone: what it decides before it asks the core. */
@NullMarked
package penstock.console;

import org.jspecify.annotations.NullMarked;
