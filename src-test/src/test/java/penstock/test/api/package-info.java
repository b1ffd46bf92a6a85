/** The REST API end to end: real HTTP, the real core, a real PostgreSQL. */
@NullMarked
package penstock.test.api;

import org.jspecify.annotations.NullMarked;
