/**
 * What an adapter is: the shape that every channel's package has, and nothing else.
 *
 * <p>An adapter performs no I/O. It turns canonical messages into {@link penstock.channels.spi.HttpCall}s and replies
 * into canonical messages; routes carry the calls out. A {@link penstock.channels.spi.Conversation} says what to ask and
 * what to make of the answer; reads in it may be repeated, a write whose outcome is unknown ends it.
 *
 * <p>May be imported by {@code channels}, {@code fulfilment} and {@code routes}.
 */
@NullMarked
package penstock.channels.spi;

import org.jspecify.annotations.NullMarked;
