package penstock.routes.command;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Sellers.Seller;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.Leases;
import picocli.CommandLine.Option;

/** Which seller a command is for. */
final class SellerOption {

    @Option(
            names = "--seller",
            paramLabel = "ID",
            description = "Of this seller; need not be said where there is only one.")
    private @Nullable Long seller;

    /**
     * The one that is named, or the only one.
     *
     * @throws IllegalArgumentException saying which there are
     */
    long one(Database database, Clock clock) {
        List<Long> all = new Sellers(database, clock, new Ids(clock, Leases.nodeNumber(database)))
                .list().stream().map(Seller::sellerId).toList();
        if (seller != null && all.contains(seller)) {
            return seller;
        } else if (seller != null) {
            throw new IllegalArgumentException("there is no seller " + seller);
        } else if (all.isEmpty()) {
            throw new IllegalArgumentException("there is no seller");
        } else if (all.size() > 1) {
            throw new IllegalArgumentException("there are several sellers; name one by --seller: "
                    + all.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return all.get(0);
    }
}
