/**
 * The PostgreSQL that comes with the gateway: a real, durable server from Maven artifacts, for production use on one machine. It stands
 * here because whoever tries Penstock should need a JDK and nothing else, and should not have to move house when the trial turns earnest.
 * Any JDBC URL in PENSTOCK_DB_URL replaces it; {@link penstock.routes.postgres.DurabilityCheck} is asked of both. Imported by the
 * composition root and by tests; imports nothing of ours.
 *
 * <p>Decisions (context, choice, consequence):
 *
 * <ul>
 *   <li><b>Only the binaries of the usual test library.</b> That library itself starts the server with fsync and synchronous_commit off
 *       and lets every local process in as superuser. So we unpack, initialise and start by ourselves.
 *   <li><b>Binaries are named by their content</b> ({@code bin-<digest>}). The artifact does not say its version, and a number kept in a
 *       second place would drift; a new artifact simply unpacks beside the old one. Costs a hash of 15 MB at each start.
 *   <li><b>Settings go on the command line</b> ({@link penstock.routes.postgres.ServerSettings}), where neither postgresql.conf nor ALTER
 *       SYSTEM outranks them, and are read back from the server before anyone may use it.
 *   <li><b>Started by pg_ctl</b>, which gives the server a session of its own: Ctrl-C in a terminal reaches the gateway, not the
 *       database beneath it. It also means that the server outlives a killed gateway, so the next start must find it.
 *   <li><b>One owner, by a file lock</b>, taken before anything is read. A lock dies with its process, a pid in a file does not.
 *   <li><b>Adopt or stop.</b> With the lock held, a server still running on our directory has lost its gateway. It is adopted when it
 *       takes our password, is of our version and shows exactly our settings; else it is stopped. A process is only ever signalled when
 *       its executable is postgres and it works on exactly our data directory: the pid file alone proves nothing, pids are reused.
 *   <li><b>No shutdown hook.</b> Connections must be closed before the server, and only the composition root knows that order. Under
 *       systemd use {@code KillMode=mixed}, so that the stop signal reaches the gateway only.
 *   <li><b>Root.</b> PostgreSQL refuses root. In a user namespace of its own ({@code unshare -U}) the server has no privilege, yet owns
 *       root's files and keeps its pid; where namespaces are off it runs as uid 65534, for which home and postgres/ are opened for
 *       passing through (group 65534, mode 0710).
 *   <li><b>initdb into a directory beside, then rename</b>: a directory named data is a complete one.
 *   <li><b>Log without people.</b> Errors are logged terse and without their statements, since the detail of an error quotes the row.
 *       What remains is the first line of a message, which can quote a malformed literal.
 *   <li><b>Database collation is the built-in C.UTF-8</b>: it knows the case of all letters, sorts by code point, and does not change when the
 *       operating system's library does.
 * </ul>
 *
 * <p>In the home: {@code postgres/{bin-*, data, log, credentials, port, owner.lock, owner.pid}}.
 */
@NullMarked
package penstock.routes.postgres;

import org.jspecify.annotations.NullMarked;
