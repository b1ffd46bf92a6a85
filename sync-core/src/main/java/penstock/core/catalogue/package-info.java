/**
 * What there is: sellers, SKUs, locations, channel accounts, listings. Plain create, read, update.
 *
 * <p>Every change that the engine caches raises the seller's catalogue version in the same transaction.
 * Imports {@code identity} and {@code store}.
 */
@NullMarked
package penstock.core.catalogue;

import org.jspecify.annotations.NullMarked;
