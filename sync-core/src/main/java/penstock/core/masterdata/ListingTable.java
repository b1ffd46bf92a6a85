package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Listings.Binding;
import penstock.core.catalogue.Listings.Bound;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** What channels' SKUs stand for. */
final class ListingTable extends KeptTable<Bound> {

    private static final List<Column> COLUMNS = List.of(
            required("account", "The account's name."),
            required("channel_sku", "The seller's key as the channel knows it; the row's key with the account."),
            required("sku", "Our SKU's code; it does not change."),
            optional("pack_size", "Units of the SKU in one unit of the channel; 1 if empty; it does not change."),
            optional("quantity_cap", "The most that the channel is to show."),
            optional("channel_ref", "The channel's technical id, where it needs one."),
            optional("channel_location", "The channel's location, where it has some."));

    private final Listings listings;
    private final Database database;
    private final BiConsumer<Long, List<Bound>> bound;

    /** @param bound is told what a file has bound, or found bound, by seller */
    ListingTable(Database database, Listings listings, BiConsumer<Long, List<Bound>> bound) {
        super(database, listings);
        this.listings = listings;
        this.database = database;
        this.bound = bound;
    }

    @Override
    public String name() {
        return "listings";
    }

    @Override
    public String meaning() {
        return "A channel's SKU bound to one of ours. Orders that were parked for it are mapped. What the file does not list"
                + " stays.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<Bound>> read(Transaction transaction, List<Cells> rows) {
        AccountNames accounts = AccountNames.of(transaction);
        return rows.stream()
                .map(row -> new Entry<>(List.of(row), read(row, accounts)))
                .toList();
    }

    private static Optional<Bound> read(Cells row, AccountNames accounts) {
        Optional<Long> accountId = row.require("account", text -> accounts.account("account", text));
        String channelSku = row.require("channel_sku");
        String sku = row.require("sku");
        int packSize = row.take("pack_size", 1, 1, Numbers::whole);
        Optional<Integer> cap = row.find("quantity_cap", Optional.empty(), Numbers::whole);
        return row.make(() -> new Bound(
                accountId.orElseThrow(),
                new Binding(channelSku, row.text("channel_ref"), row.text("channel_location"), sku, packSize, cap)));
    }

    @Override
    void written(long sellerId, List<Bound> kept) {
        bound.accept(sellerId, kept);
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        Map<Long, String> names = AccountNames.byAccount(database, sellerId);
        long after = 0;
        List<Listings.Kept> page;
        do {
            page = listings.listBound(sellerId, after, MasterData.PAGE);
            for (Listings.Kept kept : page) {
                Binding binding = kept.bound().binding();
                row.accept(List.of(
                        names.getOrDefault(kept.bound().accountId(), ""),
                        binding.channelSku(),
                        binding.skuCode(),
                        "" + binding.packSize(),
                        binding.quantityCap().map(Object::toString).orElse(""),
                        binding.channelRef(),
                        binding.channelLocation()));
                after = kept.listingId();
            }
        } while (page.size() == MasterData.PAGE);
    }
}
