/**
 * The one loopback server, and requests and replies as plain values. Knows no channel.
 */
@NullMarked
package penstock.sandbox.http;

import org.jspecify.annotations.NullMarked;
