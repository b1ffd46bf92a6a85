/**
 * What there is: sellers, SKUs and what they are known by and consist of, locations, channel accounts, listings. Plain
 * create, read, update; what is kept by natural keys is a {@link penstock.core.catalogue.Master}.
 *
 * <p>Every change that the engine caches raises the seller's catalogue version in the same transaction.
 * Imports {@code identity} and {@code store}.
 */
@NullMarked
package penstock.core.catalogue;

import org.jspecify.annotations.NullMarked;
