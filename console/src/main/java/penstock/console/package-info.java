/**
 * The REST API for people's programs; screens for people come later. Spring MVC in front of the core's services, with
 * nothing between them: a controller checks, calls and answers.
 *
 * <p>Knows sync-core only. No SQL, no Camel, no channel's words. Put together in
 * {@link penstock.console.ConsoleConfiguration}; only routes may import it.
 */
@NullMarked
package penstock.console;

import org.jspecify.annotations.NullMarked;
