package penstock.sandbox.shopify;

import java.util.List;

/**
 * How a shop is created.
 *
 * @param name the path segment; the domain is this and {@code .myshopify.com}
 * @param accessToken what X-Shopify-Access-Token must say
 * @param clientSecret signs the webhooks
 * @param locations names of the places that hold stock, at least one
 * @param keepSubscriptions whether a webhook subscription outlives eight failed retries
 * @param pointsMax cost bucket, in points
 * @param pointsPerSecond published restore rate, in points a second
 */
public record ShopSettings(
        String name,
        String accessToken,
        String clientSecret,
        List<String> locations,
        boolean keepSubscriptions,
        int pointsMax,
        int pointsPerSecond) {
    /** Points of the vendor's standard plan. */
    public static final int STANDARD_POINTS_MAX = 2000;

    /** Points a second of the vendor's standard plan. */
    public static final int STANDARD_POINTS_PER_SECOND = 100;

    /** A shop of the standard plan with one location. */
    public static ShopSettings standard(String name, String accessToken, String clientSecret) {
        return new ShopSettings(
                name,
                accessToken,
                clientSecret,
                List.of("Main"),
                false,
                STANDARD_POINTS_MAX,
                STANDARD_POINTS_PER_SECOND);
    }
}
