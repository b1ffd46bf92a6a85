/** How the embedded PostgreSQL behaves, on a real one: each test starts servers in homes of its own and leaves none running. */
@NullMarked
package penstock.routes.postgres;

import org.jspecify.annotations.NullMarked;
