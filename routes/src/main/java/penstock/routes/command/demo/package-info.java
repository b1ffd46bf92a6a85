/**
 * The {@code demo} command: a seller is connected through Penstock's REST API to a sandbox of channels, buyers come, things
 * fail, and at the end everything is compared with what the sandbox knows was sold.
 *
 * <p>Nothing here reaches into the gateway but to start it and to run the check at the end: whatever the demo does, a
 * reader can repeat with curl. Nobody imports it but the command line.
 */
@NullMarked
package penstock.routes.command.demo;

import org.jspecify.annotations.NullMarked;
