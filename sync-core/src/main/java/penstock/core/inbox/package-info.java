/**
 * Messages as they came, stored before they are acknowledged and kept sealed: the first durable hand-over.
 *
 * <p>Imports {@code message}, {@code identity}, {@code engine} (its committers) and {@code store}.
 */
@NullMarked
package penstock.core.inbox;

import org.jspecify.annotations.NullMarked;
