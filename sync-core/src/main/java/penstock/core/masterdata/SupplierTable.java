package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.port.ChannelKinds;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.purchasing.Suppliers;
import penstock.core.purchasing.Suppliers.Supplier;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Whom a seller buys from. */
final class SupplierTable extends KeptTable<Supplier> {

    private static final List<Column> COLUMNS = List.of(
            required("code", "The seller's key; the row's key."),
            required("name", "No person's name or address is kept."),
            required("currency", "That its prices are in, ISO 4217."),
            optional("lead_time_days", "From an order to its arrival; 0 if empty."),
            optional("feed_account", "Name of the account that sends its availability feed."));

    private final Suppliers suppliers;
    private final Database database;
    private final ChannelKinds kinds;

    SupplierTable(Database database, Suppliers suppliers, ChannelKinds kinds) {
        super(database, suppliers);
        this.suppliers = suppliers;
        this.database = database;
        this.kinds = kinds;
    }

    @Override
    public String name() {
        return "suppliers";
    }

    @Override
    public String meaning() {
        return "Whom goods are bought from. What the file does not list stays.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<Supplier>> read(Transaction transaction, List<Cells> rows) {
        Map<String, Long> feeds = feedAccounts(transaction);
        Map<String, Supplier> known = Suppliers.byCode(
                transaction, rows.stream().map(row -> row.text("code")).toList());
        return rows.stream()
                .map(row ->
                        new Entry<>(List.of(row), read(row, feeds, Optional.ofNullable(known.get(row.text("code"))))))
                .toList();
    }

    /** Accounts of a supplier's kind, by name. */
    private Map<String, Long> feedAccounts(Transaction transaction) {
        Map<String, Long> byName = new HashMap<>();
        transaction.list(
                "select name, account_id from channel_account where seller_id = ? and channel = any (?)",
                row -> byName.put(row.getText("name"), row.getLong("account_id")),
                transaction.sellerId(),
                kinds.list().stream()
                        .filter(kind -> kind.role() == Role.SUPPLIER)
                        .map(ChannelKind::code)
                        .toArray(String[]::new));
        return byName;
    }

    private static Optional<Supplier> read(Cells row, Map<String, Long> feeds, Optional<Supplier> before) {
        String code = row.require("code");
        String name = row.require("name");
        Optional<String> currency =
                row.require("currency", text -> UnitCosts.currency(text).getCurrencyCode());
        int days = row.take("lead_time_days", before.map(Supplier::leadTimeDays).orElse(0), 0, Numbers::whole);
        Optional<Long> account =
                row.find("feed_account", before.flatMap(Supplier::accountId), text -> feedAccount(feeds, text));
        return row.make(() -> new Supplier(code, name, currency.orElseThrow(), days, account));
    }

    private static long feedAccount(Map<String, Long> feeds, String name) {
        return Optional.ofNullable(feeds.get(name))
                .orElseThrow(() -> new InvalidField(
                        "feedAccount",
                        name,
                        Reason.UNKNOWN_ACCOUNT,
                        "is the name of no account that sends a supplier's feed; open one first, or leave it empty"));
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        Map<Long, String> names = AccountNames.byAccount(database, sellerId);
        String after = "";
        List<Supplier> page;
        do {
            page = suppliers.list(sellerId, after, MasterData.PAGE);
            for (Supplier supplier : page) {
                row.accept(List.of(
                        supplier.code(),
                        supplier.name(),
                        supplier.currency(),
                        "" + supplier.leadTimeDays(),
                        supplier.accountId()
                                .map(id -> names.getOrDefault(id, ""))
                                .orElse("")));
                after = supplier.code();
            }
        } while (page.size() == MasterData.PAGE);
    }
}
