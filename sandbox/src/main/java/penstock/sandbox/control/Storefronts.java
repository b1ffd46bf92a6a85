package penstock.sandbox.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.amazon.AmazonDesk;
import penstock.sandbox.buyer.Storefront;
import penstock.sandbox.shopify.ShopifyDesk;

/** Every place where buyers buy, of all channels. */
record Storefronts(ShopifyDesk shopify, AmazonDesk amazon) {
    List<Storefront> all() {
        List<Storefront> all = new ArrayList<>(shopify.shops());
        all.addAll(amazon.sellers());
        return all;
    }

    /** What buyers see of each SKU, by "channel/account". */
    Map<String, @Nullable Object> shown() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        all().forEach(front -> shown.put(front.channel() + "/" + front.account(), front.shown()));
        return shown;
    }
}
