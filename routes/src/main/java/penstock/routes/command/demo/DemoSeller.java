package penstock.routes.command.demo;

import java.util.List;
import java.util.Set;

/**
 * The seller that the demo has connected.
 *
 * @param sellerId in Penstock
 * @param shopify the account of the shop {@value #SHOP}
 * @param amazon the account of the seller {@value #MERCHANT}
 * @param ownSite the account of the own site
 * @param supplier the account of the supplier
 * @param supplierKey speaks for the supplier only
 * @param storefrontKey speaks for the own site only
 */
record DemoSeller(
        String sellerId,
        String shopify,
        String amazon,
        String ownSite,
        String supplier,
        String supplierKey,
        String storefrontKey) {

    /** The shop's name on Shopify. */
    static final String SHOP = "weir";

    /** The merchant's id on Amazon. */
    static final String MERCHANT = "A1SLUICE";

    /** The supplier's name. */
    static final String SUPPLIER = "nord";

    /** Channels in the order in which they are shown. */
    List<Front> fronts() {
        return List.of(
                new Front("shopify " + SHOP, shopify, "shopify/" + SHOP),
                new Front("amazon " + MERCHANT, amazon, "amazon/" + MERCHANT),
                new Front("own site", ownSite, Front.OWN_SITE));
    }

    /** Places whose channel refuses a number that was computed from an older one than it shows. */
    static Set<String> comparing() {
        return Set.of("shopify/" + SHOP);
    }

    /**
     * A channel that buyers see.
     *
     * @param name for people
     * @param accountId in Penstock
     * @param place as the sandbox names it, or {@value #OWN_SITE}
     */
    record Front(String name, String accountId, String place) {
        static final String OWN_SITE = "own-site";
    }
}
