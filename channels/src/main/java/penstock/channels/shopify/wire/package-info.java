/**
 * Shopify's own words, one record a shape, so that the rest of the adapter never spells a field's name.
 *
 * <p>GraphQL shapes follow the Admin API 2026-10, webhook shapes (their names begin with {@code Hook}) the webhook
 * schemas 2026-07. Every component may be absent on the wire: what must be there is the translator's business, which
 * says so line by line. Unknown fields are ignored and enum values stay text, because Shopify adds both without notice.
 *
 * <p>May be imported by {@code penstock.channels.shopify} only.
 */
@NullMarked
package penstock.channels.shopify.wire;

import org.jspecify.annotations.NullMarked;
