package penstock.sandbox.buyer;

import java.util.List;

/**
 * What a buyer wants to have.
 *
 * @param wishes one per line
 * @param paid false when payment is still to come: Shopify's pending, Amazon's PENDING
 */
public record Basket(List<Wish> wishes, boolean paid) {
    /** So many units of one SKU. */
    public record Wish(String sku, int quantity) {}

    /** A paid basket of one line. */
    public static Basket of(String sku, int quantity) {
        return new Basket(List.of(new Wish(sku, quantity)), true);
    }
}
