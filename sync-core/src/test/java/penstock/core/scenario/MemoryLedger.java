package penstock.core.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.BackorderRule;
import penstock.core.book.Binding;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs.ListingKey;
import penstock.core.book.Reply;
import penstock.core.book.Rules;
import penstock.core.book.SaleLocation;
import penstock.core.shelf.Shelves;

/** A seller's ledger in memory. A batch that throws leaves its tables as they were. One thread. */
public final class MemoryLedger implements World, Rules {

    /** The number of a kit's own SKU, of which nothing is kept here. */
    private static final long KIT = 199;

    private final boolean waitsForWholeOrder;
    private final List<SaleLocation> saleLocations = new ArrayList<>();
    private final Map<ListingKey, Binding> bindings = new HashMap<>();
    private final Map<Long, Integer> safetyStocks = new HashMap<>();
    private Instant now = START;
    private long lastId = 1_000_000;
    private final MemoryTables tables = new MemoryTables();

    private MemoryLedger(boolean waitsForWholeOrder) {
        this.waitsForWholeOrder = waitsForWholeOrder;
        for (String code : LOCATIONS) {
            long provider = code.equals(PROVIDED) ? account("mcf") : 0;
            saleLocations.add(new SaleLocation(location(code), code, provider, saleLocations.size() + 1));
        }
        for (String account : ACCOUNTS) {
            SKUS.forEach(sku -> bind(account, sku, sku, 1));
        }
    }

    /** Of a seller who ships what is there. */
    public static MemoryLedger shippingAvailable() {
        return new MemoryLedger(false);
    }

    /** Of a seller who ships an order only as a whole. */
    public static MemoryLedger waitingForAll() {
        return new MemoryLedger(true);
    }

    // world ----------------------------------------------------------------------------------------------------------

    @Override
    public List<Reply> decide(List<Command> commands) {
        Book book = new Book(this, tables, () -> ++lastId, now);
        List<Reply> replies = new ArrayList<>();
        commands.forEach(command -> replies.add(command.decide(book)));
        tables.write(book.changes());
        return replies;
    }

    @Override
    public long account(String name) {
        return 11 + ACCOUNTS.indexOf(name);
    }

    @Override
    public long location(String code) {
        return 1 + LOCATIONS.indexOf(code);
    }

    @Override
    public long sku(String code) {
        return 101 + SKUS.indexOf(code);
    }

    @Override
    public void bind(String account, String channelSku, String sku, int packSize) {
        bindings.put(new ListingKey(account(account), channelSku), new Binding(sku(sku), packSize));
    }

    @Override
    public void bindKit(String account, String channelSku, Map<String, Integer> components) {
        List<Binding.Part> parts = components.entrySet().stream()
                .map(part -> new Binding.Part(sku(part.getKey()), part.getValue()))
                .toList();
        bindings.put(new ListingKey(account(account), channelSku), new Binding(KIT, 1, parts, true));
    }

    @Override
    public void discontinue(String sku) {
        bindings.replaceAll((key, binding) -> {
            boolean concerned = binding.taken().stream().anyMatch(part -> part.skuId() == sku(sku));
            return concerned ? new Binding(binding.skuId(), binding.packSize(), binding.parts(), false) : binding;
        });
    }

    @Override
    public void expose(String account, String sku, int units) {
        tables.expose(account(account), sku(sku), units);
    }

    @Override
    public void keepBack(String sku, int units) {
        safetyStocks.put(sku(sku), units);
    }

    @Override
    public void promise(String sku, BackorderRule rule) {
        tables.promises().rule(sku(sku), rule);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Tables tables() {
        return tables.asTheyStand();
    }

    @Override
    public boolean isToBeReleased(long orderId) {
        return tables.isToBeReleased(orderId);
    }

    // rules ----------------------------------------------------------------------------------------------------------

    @Override
    public List<SaleLocation> locations() {
        return saleLocations;
    }

    @Override
    public ZoneId zone(long locationId) {
        return ZoneOffset.UTC;
    }

    @Override
    public Optional<Binding> findBinding(long accountId, String channelSku) {
        return Optional.ofNullable(bindings.get(new ListingKey(accountId, channelSku)));
    }

    @Override
    public boolean waitsForWholeOrder() {
        return waitsForWholeOrder;
    }

    @Override
    public int safetyStock(long skuId) {
        return safetyStocks.getOrDefault(skuId, 0);
    }

    @Override
    public boolean takesBackorders() {
        return tables.promises().hasRules();
    }

    @Override
    public int claimed(long skuId) {
        return 0;
    }

    @Override
    public boolean waitsForAnswer(long accountId) {
        return accountId == account("web");
    }

    @Override
    public Instant openedAt(long accountId) {
        return START;
    }

    @Override
    public boolean isPartitioned(long skuId) {
        return skuId == sku(PARTITIONED);
    }

    @Override
    public boolean isInTransit(long locationId) {
        return false;
    }

    @Override
    public Shelves.Keeping keeping(long locationId) {
        return Shelves.Keeping.NEVER;
    }
}
