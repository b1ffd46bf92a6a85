package penstock.core.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import penstock.core.book.Account;
import penstock.core.book.Actor;
import penstock.core.book.Allocating;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.order.ContentHash;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Direction;
import penstock.core.shelf.Handling;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Serial;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.Spot;
import penstock.core.shelf.StockDetail;
import penstock.core.sourcing.Backordering;
import penstock.core.store.Transaction;
import penstock.core.transfer.Transfer.Line;
import penstock.core.transfer.Transfer.State;
import penstock.core.transfer.TransferRows.Lotted;
import penstock.core.transfer.TransferRows.Stored;

/**
 * Sends transfers. What leaves is available stock, of a partitioned SKU only what no channel may still sell: from then on it is
 * available nowhere, and incoming where it is expected. Any thread.
 */
public final class Sending {

    private final Engine engine;

    public Sending(Engine engine) {
        this.engine = engine;
    }

    /** Sends a draft, in one go. What was planned and is not sent stays where it is. */
    public Reply send(long sellerId, Actor actor, String number, Departure departure) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            Stored stored = Transfers.get(transaction, number);
            Transfer transfer = stored.transfer();
            byte[] hash = ContentHash.of(departure.content());
            if (stored.sentHash().isPresent()) {
                return Transfers.repeated(stored.sentHash().get(), hash, transfer.transferId());
            } else if (transfer.state() != State.DRAFT) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        TransferFault.NOT_A_DRAFT,
                        "transfer " + number + " is " + transfer.state() + "; write another");
            }
            Loading loading = new Loading(transaction, book, stored);
            loading.load(items(transfer, departure));
            new TransferRows(transaction).sent(transfer.transferId(), hash, loading.sent(), book.now());
            Backordering.arrivalsChanged(book, loading.skuIds());
            return Reply.of(Verdict.CHANGED, transfer.transferId());
        });
    }

    private static List<Departure.Item> items(Transfer transfer, Departure departure) {
        if (departure.items().isEmpty()) {
            return transfer.lines().stream()
                    .map(line -> new Departure.Item(
                            line.sku(), line.planned(), Optional.empty(), Optional.empty(), List.of()))
                    .toList();
        }
        Map<String, Long> units = new TreeMap<>();
        departure.items().forEach(item -> units.merge(item.sku(), (long) item.units(), Long::sum));
        units.forEach((sku, sum) -> {
            int planned = transfer.lines().stream()
                    .filter(line -> line.sku().equals(sku))
                    .mapToInt(Line::planned)
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            Verdict.NOT_POSSIBLE,
                            TransferFault.NOT_PLANNED,
                            sku + " does not stand on transfer " + transfer.number() + "; write another for it"));
            if (sum > planned) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        TransferFault.MORE_THAN_PLANNED,
                        sum + " units of " + sku + " are more than the " + planned + " of transfer " + transfer.number()
                                + "; write another for the rest");
            }
        });
        return departure.items();
    }

    /** One transfer on its way out of the place that it leaves. */
    private static final class Loading {

        private record Part(long skuId, long lotId) {}

        private final Transaction transaction;
        private final Book book;
        private final Stored stored;
        private final Map<String, Sku> skus;
        private final Map<Part, Integer> sent = new LinkedHashMap<>();
        private final Map<String, Long> bins = new HashMap<>();

        Loading(Transaction transaction, Book book, Stored stored) {
            this.transaction = transaction;
            this.book = book;
            this.stored = stored;
            this.skus = SkuRows.byCode(
                    transaction,
                    stored.transfer().lines().stream().map(Line::sku).toList());
        }

        List<Lotted> sent() {
            return sent.entrySet().stream()
                    .map(part -> new Lotted(part.getKey().skuId(), part.getKey().lotId(), part.getValue()))
                    .toList();
        }

        LinkedHashSet<Long> skuIds() {
            LinkedHashSet<Long> skuIds = new LinkedHashSet<>();
            sent.keySet().forEach(part -> skuIds.add(part.skuId()));
            return skuIds;
        }

        /** What they look at is read at once. */
        void load(List<Departure.Item> items) {
            List<Direction> ways = items.stream()
                    .map(item -> new Direction(
                            SkuRows.idOf(item.sku(), skus),
                            stored.way().from(),
                            Optional.empty(),
                            Optional.empty(),
                            item.serials()))
                    .toList();
            book.loadBalances(ways.stream().map(Direction::skuId).toList());
            book.shelves().load(stored.way().from(), ways);
            book.shelves().load(stored.way().transit(), ways);
            Lotting lots = Lotting.of(
                    transaction,
                    items.stream()
                            .flatMap(item -> item.lot().stream()
                                    .map(code -> new Lotting.Named(SkuRows.idOf(item.sku(), skus), code)))
                            .distinct()
                            .toList());
            readBins(items);
            items.forEach(item -> load(item, lots));
        }

        private void readBins(List<Departure.Item> items) {
            List<String> codes = items.stream()
                    .flatMap(item -> item.bin().stream())
                    .distinct()
                    .toList();
            if (!codes.isEmpty()) {
                transaction.list(
                        """
                        select b.code, b.bin_id
                          from unnest(?::text[]) as k (code)
                         cross join lateral (
                               select * from bin b
                                where b.seller_id = ? and b.location_id = ? and b.code = k.code) as b
                        """,
                        row -> bins.put(row.getText("code"), row.getLong("bin_id")),
                        codes.toArray(String[]::new),
                        transaction.sellerId(),
                        stored.way().from());
            }
        }

        private void load(Departure.Item item, Lotting lots) {
            long skuId = SkuRows.idOf(item.sku(), skus);
            requireFree(item, skuId);
            requireRoom(item, skuId);
            for (Load load : new Choosing(book.shelves(), item, key(skuId), lots, bins).loads()) {
                move(skuId, load);
            }
            Account expected = Account.at(stored.way().to(), Condition.INCOMING);
            book.move(skuId, Account.SUPPLIER, expected, item.units(), cause());
        }

        private StockKey key(long skuId) {
            return new StockKey(skuId, stored.way().from());
        }

        private Cause cause() {
            return new Cause(Cause.Kind.TRANSFER, stored.transfer().transferId());
        }

        private void requireFree(Departure.Item item, long skuId) {
            int there = book.available(key(skuId));
            if (there < item.units()) {
                throw new Refusal(
                        Verdict.EXCEEDS_AVAILABLE,
                        TransferFault.NOT_THERE,
                        "only " + there + " units of " + item.sku() + " are available at "
                                + stored.transfer().from() + " to send " + item.units() + " from");
            }
            Skus.Sharing sharing =
                    Objects.requireNonNull(skus.get(item.sku())).profile().sharing();
            long offered = book.backorders().claimed(skuId)
                    + (sharing == Skus.Sharing.PARTITIONED ? book.exposedToOthers(skuId, 0) : 0);
            if (book.availableEverywhere(skuId) - offered < item.units()) {
                throw new Refusal(
                        Verdict.EXCEEDS_AVAILABLE,
                        TransferFault.STILL_OFFERED,
                        "channels may still sell " + offered + " units of " + item.sku() + ", and only "
                                + book.availableEverywhere(skuId)
                                + " are available; raise its safety stock, and send when their numbers have gone down");
            }
        }

        private void requireRoom(Departure.Item item, long skuId) {
            boolean fits = item.units()
                            <= book.balance(new StockKey(skuId, stored.way().transit()))
                                    .room()
                    && item.units()
                            <= Balance.MAX_UNITS
                                    - book.balance(new StockKey(
                                                    skuId, stored.way().to()))
                                            .units(Condition.INCOMING);
            if (!fits) {
                throw new Refusal(
                        Verdict.EXCEEDS_ROOM,
                        TransferFault.NO_ROOM,
                        "more than " + Balance.MAX_UNITS + " units of " + item.sku()
                                + " would be under way; send less");
            }
        }

        private void move(long skuId, Load load) {
            Shelves shelves = book.shelves();
            Map<Long, Integer> before = inTransit(skuId);
            shelves.direct(new Direction(skuId, stored.way().from(), load.spot(), Optional.empty(), load.serialNos()));
            if (load.spot().isEmpty()) {
                shelves.shipOn(Allocating.today(book, stored.way().from()));
            }
            book.move(
                    skuId,
                    Account.at(stored.way().from(), Condition.AVAILABLE),
                    Account.at(stored.way().transit(), Condition.AVAILABLE),
                    load.units(),
                    cause());
            shelves.undirect();
            if (!shelves.keep(skuId, stored.way().transit())) {
                sent.merge(new Part(skuId, Spot.NO_LOT), load.units(), Integer::sum);
            }
            inTransit(skuId).forEach((lotId, units) -> {
                int came = units - before.getOrDefault(lotId, 0);
                if (came > 0) {
                    sent.merge(new Part(skuId, lotId), came, Integer::sum);
                }
            });
        }

        /** Units in transit by lot, where that is known. */
        private Map<Long, Integer> inTransit(long skuId) {
            Map<Long, Integer> units = new HashMap<>();
            if (book.shelves().keep(skuId, stored.way().transit())) {
                book.shelves()
                        .details(skuId, stored.way().transit())
                        .forEach(detail -> units.merge(detail.key().spot().lotId(), detail.units(), Integer::sum));
            }
            return units;
        }
    }

    /** Units that leave together; from no spot in particular if it is empty. */
    private record Load(Optional<Spot> spot, int units, List<String> serialNos) {}

    /** Which units are sent. */
    private record Choosing(Shelves shelves, Departure.Item item, StockKey key, Lotting lots, Map<String, Long> bins) {

        List<Load> loads() {
            boolean kept = shelves.keep(key.skuId(), key.locationId());
            boolean bySerial = kept && shelves.handling(key.skuId()).by() == Handling.By.SERIAL;
            if (bySerial != !item.serials().isEmpty()) {
                throw refusal(
                        bySerial ? TransferFault.SERIALS_REQUIRED : TransferFault.SERIALS_NOT_KEPT,
                        item.sku()
                                + (bySerial
                                        ? " is tracked by serial; name the pieces that are sent"
                                        : " is not tracked by serial there; leave the serials out"));
            } else if (bySerial) {
                return pieces();
            } else if (item.bin().isEmpty() && item.lot().isEmpty()) {
                return List.of(new Load(Optional.empty(), item.units(), List.of()));
            } else if (!kept) {
                throw refusal(
                        TransferFault.LOT_NOT_KEPT,
                        "bins and lots of " + item.sku() + " are not kept there; leave them out");
            }
            return named();
        }

        private List<Load> pieces() {
            if (item.serials().stream().distinct().count() != item.units()) {
                throw refusal(
                        TransferFault.SERIALS_REQUIRED,
                        item.units() + " units, but " + item.serials().size()
                                + " serials; name each piece that is sent once");
            }
            Map<Spot, List<String>> bySpot = new LinkedHashMap<>();
            for (String serialNo : item.serials()) {
                Serial piece = shelves.findSerial(key.skuId(), serialNo)
                        .filter(serial -> serial.place().locationId() == key.locationId()
                                && serial.place().state() == PhysicalState.SOUND
                                && serial.isFreeAt(serial.place()))
                        .orElseThrow(() -> refusal(
                                TransferFault.SERIAL_ELSEWHERE,
                                "piece " + serialNo + " is not there, or picked for an order; look where it is"));
                bySpot.computeIfAbsent(piece.place().spot(), spot -> new ArrayList<>())
                        .add(serialNo);
            }
            return bySpot.entrySet().stream()
                    .map(spot ->
                            new Load(Optional.of(spot.getKey()), spot.getValue().size(), spot.getValue()))
                    .toList();
        }

        /** What lies in the bin, and is of the lot, that are named; nothing that somebody was told to pick. */
        private List<Load> named() {
            Optional<Long> bin = item.bin().map(this::bin);
            Optional<Long> lot = item.lot().map(code -> lots.id(item.sku(), key.skuId(), code));
            List<Load> loads = new ArrayList<>();
            int left = item.units();
            for (StockDetail detail : shelves.details(key.skuId(), key.locationId())) {
                DetailKey where = detail.key();
                boolean meant = where.state() == PhysicalState.SOUND
                        && bin.map(id -> id == where.spot().binId()).orElse(true)
                        && lot.map(id -> id == where.spot().lotId()).orElse(true);
                int units = meant ? Math.min(left, detail.free()) : 0;
                if (units > 0) {
                    loads.add(new Load(Optional.of(where.spot()), units, List.of()));
                    left -= units;
                }
            }
            if (left > 0) {
                throw new Refusal(
                        Verdict.EXCEEDS_AVAILABLE,
                        TransferFault.NOT_THERE,
                        "only " + (item.units() - left) + " units of " + item.sku()
                                + " are free where it says, to send " + item.units() + " from");
            }
            return loads;
        }

        private long bin(String code) {
            return Optional.ofNullable(bins.get(code))
                    .orElseThrow(() -> refusal(
                            TransferFault.UNKNOWN_BIN, "the place has no bin " + code + "; look what lies where"));
        }

        private static Refusal refusal(TransferFault fault, String detail) {
            return new Refusal(Verdict.NOT_POSSIBLE, fault, detail);
        }
    }
}
