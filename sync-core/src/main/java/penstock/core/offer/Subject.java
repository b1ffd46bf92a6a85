package penstock.core.offer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What rules are looked up for.
 *
 * @param listingId 0 for a component of a kit, which is sold through the kit's listing
 */
public record Subject(long accountId, long skuId, long listingId, Optional<String> category) {

    /** The scopes that it is in, the most specific first. */
    List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>();
        scopes.add(Scope.listing(listingId));
        scopes.add(Scope.sku(skuId));
        for (String path = category.orElse(""); !path.isEmpty(); path = above(path)) {
            scopes.add(Scope.category(path));
        }
        scopes.add(Scope.channel(accountId));
        scopes.add(Scope.SELLER);
        return scopes;
    }

    private static String above(String path) {
        int end = path.lastIndexOf(Scope.BELOW);
        return end < 0 ? "" : path.substring(0, end);
    }
}
