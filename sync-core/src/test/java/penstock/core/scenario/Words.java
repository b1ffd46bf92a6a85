package penstock.core.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import penstock.core.book.Actor;
import penstock.core.book.BackorderRule;
import penstock.core.book.Command;
import penstock.core.book.FlagChange;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.Order;
import penstock.core.book.StockKey;
import penstock.core.ledger.ExpectStock;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderEdit;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.ProviderUpdate;
import penstock.core.message.Recipient;
import penstock.core.message.RefusalReason;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.order.AcceptRejections;
import penstock.core.order.ApplyOrder;
import penstock.core.order.EditOrder;
import penstock.core.order.EndHold;
import penstock.core.order.ExtendHold;
import penstock.core.order.FlagOrder;
import penstock.core.order.MapParkedLines;
import penstock.core.order.PlaceHold;
import penstock.core.order.ReviewBackorders;
import penstock.core.scenario.Tables.FulfilmentRow;
import penstock.core.scenario.Tables.OrderRow;
import penstock.core.shipping.AdvanceFulfilment;
import penstock.core.shipping.ApplyProviderUpdate;
import penstock.core.shipping.ClaimSubmission;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.SettleProviderOrder;
import penstock.core.shipping.ShipParcel;
import penstock.core.supplier.MirrorFigures;

/**
 * The language of the scenarios:
 *
 * <pre>
 * receive | adjust | count | damage | repair   M1 SKU-1 WH1 10
 * order | ask   amazon/A7 rev 1 CONFIRMED 1:SKU-1x4 2:SKU-2x3-1 [hold H1] [by 2h] [before] [partial] [message 7 [to KOELN] [unread 2]]
 *                                                3-1: three ordered, one of them cancelled; unread: parts of the message
 *                                                3+1: one has left by the channel's word; before: placed before the account was opened
 * edit          web/W1 E1 1:SKU-1x3 2:SKU-2x1 [by 2h] [backorders] [seen 2] [message 7 to BONN]
 * hold          web/H1 for 15m SKU-1x4           ask: the caller waits for the answer
 * release | expire   web/H1
 * map           amazon NEW-1
 * accept        A7 7                             the parts of message 7 that nobody understood
 * figures       FBA mirrored|left|knowing SKU-1=5     left: our orders are taken off, knowing: those that were submitted
 * hand          A7                               its reservations to fulfilment
 * pick | pack   A7@WH1                           its latest fulfilment order at WH1; A7@WH1#1 the first
 * ship          A7@WH1 P1 [1x2]
 * claim         A7@FBA
 * settle        A7@FBA CREATE|READ_BACK|CANCEL done|pending|unsent|unknown|STALE|NOT_FOUND|…
 * provider      A7@FBA ACCEPTED|COMPLETE|CANCELLED|REFUSED P1:1x2,2x1
 * bind          amazon NEW-1 SKU-2 3             what happens around the ledger: not a command
 * expect        E1 PO-7 SKU-1 WH1 10 2026-03-10   on their way by a document, so many in all
 * arrive        M1 SKU-1 WH1 5                    of what is on its way
 * review        SKU-1                             its backorders
 * extend        web/H1 15m
 * raise         A7 HOLD|PRIORITY                  and lower
 * expose        amazon SKU-P 5
 * keep          SKU-1 5                          its safety stock
 * promise       SKU-1 3 20                       so many beyond what is on its way, after so many days
 * wait          15m
 * </pre>
 */
public final class Words {

    private static final Pattern LINE = Pattern.compile("(\\w+):(.+)x(\\d+)(?:-(\\d+))?(?:\\+(\\d+))?");
    private static final Pattern FULFILMENT = Pattern.compile("([^@]+)@(\\w+)(?:#(\\d+))?");

    private Words() {}

    /** The command that a sentence stands for; empty for what happens around the ledger, which is done at once. */
    public static Optional<Command> understand(World world, String sentence) {
        String[] word = sentence.strip().split("\\s+");
        return switch (word[0]) {
            case "bind" -> {
                world.bind(word[1], word[2], word[3], Integer.parseInt(word[4]));
                yield Optional.empty();
            }
            case "kit" -> {
                Map<String, Integer> components = new LinkedHashMap<>();
                for (int i = 3; i < word.length; i++) {
                    int times = word[i].lastIndexOf('x');
                    components.put(word[i].substring(0, times), Integer.parseInt(word[i].substring(times + 1)));
                }
                world.bindKit(word[1], word[2], components);
                yield Optional.empty();
            }
            case "discontinue" -> {
                world.discontinue(word[1]);
                yield Optional.empty();
            }
            case "expose" -> {
                world.expose(word[1], word[2], Integer.parseInt(word[3]));
                yield Optional.empty();
            }
            case "keep" -> {
                world.keepBack(word[1], Integer.parseInt(word[2]));
                yield Optional.empty();
            }
            case "promise" -> {
                world.promise(
                        word[1],
                        new BackorderRule(
                                BackorderRule.Kind.BACKORDER,
                                Integer.parseInt(word[2]),
                                Integer.parseInt(word[3]),
                                Optional.empty()));
                yield Optional.empty();
            }
            case "wait" -> {
                world.pass(duration(word[1]));
                yield Optional.empty();
            }
            default -> Optional.of(command(world, word));
        };
    }

    private static Command command(World world, String[] word) {
        return switch (word[0]) {
            case "receive", "arrive", "adjust", "count", "damage", "repair" ->
                new MoveStock(
                        word[1],
                        MoveStock.Kind.valueOf(word[0].toUpperCase(java.util.Locale.ROOT)),
                        stock(world, word[2], word[3]),
                        Integer.parseInt(word[4]));
            case "expect" ->
                new ExpectStock(
                        word[1],
                        word[2],
                        stock(world, word[3], word[4]),
                        Integer.parseInt(word[5]),
                        LocalDate.parse(word[6]));
            case "order" -> order(world, word, false);
            case "ask" -> order(world, word, true);
            case "edit" -> edit(world, word);
            case "hold" -> hold(world, word);
            case "extend" ->
                new ExtendHold(account(world, word[1]), id(word[1]), world.now().plus(duration(word[2])));
            case "review" -> new ReviewBackorders(world.sku(word[1]));
            case "raise", "lower" ->
                new FlagOrder(
                        orderRow(world.tables(), word[1]).map(OrderRow::orderId).orElse(0L),
                        FlagChange.Flag.valueOf(word[2]),
                        word[0].equals("raise"),
                        Actor.key(7),
                        "because");
            case "release" -> new EndHold(account(world, word[1]), id(word[1]), Order.Phase.RELEASED);
            case "expire" -> new EndHold(account(world, word[1]), id(word[1]), Order.Phase.EXPIRED);
            case "map" -> new MapParkedLines(world.account(word[1]), word[2]);
            case "accept" ->
                new AcceptRejections(
                        orderRow(world.tables(), word[1]).map(OrderRow::orderId).orElse(0L), Long.parseLong(word[2]));
            case "figures" -> figures(world, word);
            case "hand" ->
                new ReleaseOrder(
                        orderRow(world.tables(), word[1]).map(OrderRow::orderId).orElse(0L));
            case "pick" -> new AdvanceFulfilment(fulfilmentId(world, word[1]), FulfilmentOrder.State.PICKED);
            case "pack" -> new AdvanceFulfilment(fulfilmentId(world, word[1]), FulfilmentOrder.State.PACKED);
            case "ship" ->
                new ShipParcel(
                        fulfilmentId(world, word[1]),
                        word[2],
                        "UPS",
                        "1Z" + word[2],
                        World.START,
                        word.length > 3 ? units(word[3]) : Map.of());
            case "claim" -> new ClaimSubmission(fulfilmentId(world, word[1]), 0);
            case "settle" ->
                new SettleProviderOrder(
                        fulfilmentId(world, word[1]),
                        1,
                        0,
                        SettleProviderOrder.Asked.valueOf(word[2]),
                        outcome(word[3]));
            case "provider" -> provider(world, word);
            default -> throw new IllegalArgumentException("nobody understands " + String.join(" ", word));
        };
    }

    private static ApplyOrder order(World world, String[] word, boolean waitsForAnswer) {
        List<OrderLineSnapshot> lines = new ArrayList<>();
        Optional<String> hold = Optional.empty();
        Optional<Instant> shipBy = Optional.empty();
        Instant placedAt = world.now();
        boolean complete = true;
        boolean backorders = false;
        long message = 0;
        Optional<String> to = Optional.empty();
        int unread = 0;
        for (int i = 5; i < word.length; i++) {
            Matcher line = LINE.matcher(word[i]);
            if (word[i].equals("hold")) {
                hold = Optional.of(word[++i]);
            } else if (word[i].equals("by")) {
                shipBy = Optional.of(World.START.plus(duration(word[++i])));
            } else if (word[i].equals("before")) {
                placedAt = World.START.minusSeconds(1);
            } else if (word[i].equals("backorders")) {
                backorders = true;
            } else if (word[i].equals("partial")) {
                complete = false;
            } else if (word[i].equals("message")) {
                message = Long.parseLong(word[++i]);
            } else if (word[i].equals("to")) {
                to = Optional.of(word[++i]);
            } else if (word[i].equals("unread")) {
                unread = Integer.parseInt(word[++i]);
            } else if (line.matches()) {
                int cancelled = line.group(4) == null ? 0 : Integer.parseInt(line.group(4));
                int shipped = line.group(5) == null ? 0 : Integer.parseInt(line.group(5));
                lines.add(new OrderLineSnapshot(
                        line.group(1), line.group(2), Integer.parseInt(line.group(3)), cancelled, shipped));
            } else {
                throw new IllegalArgumentException("no order line: " + word[i]);
            }
        }
        OrderSnapshot snapshot = new OrderSnapshot(
                id(word[1]),
                Long.parseLong(word[3]),
                OrderPhase.valueOf(word[4]),
                placedAt,
                shipBy,
                hold,
                to.map(Words::recipient),
                lines,
                complete,
                backorders);
        Optional<String> mark = message == 0 ? Optional.empty() : to.or(() -> Optional.of("NOBODY"));
        List<Rejection> rejections = IntStream.rangeClosed(1, unread)
                .mapToObj(part -> new Rejection("line " + part, "", RejectionReason.MALFORMED, "Look at the order."))
                .toList();
        return new ApplyOrder(
                account(world, word[1]), snapshot, new ApplyOrder.Source(message, mark, rejections), waitsForAnswer);
    }

    private static EditOrder edit(World world, String[] word) {
        List<OrderEdit.Line> lines = new ArrayList<>();
        Optional<Instant> shipBy = Optional.empty();
        Optional<Long> seen = Optional.empty();
        Optional<String> to = Optional.empty();
        boolean backorders = false;
        long message = 0;
        for (int i = 3; i < word.length; i++) {
            Matcher line = LINE.matcher(word[i]);
            switch (word[i]) {
                case "by" -> shipBy = Optional.of(World.START.plus(duration(word[++i])));
                case "backorders" -> backorders = true;
                case "seen" -> seen = Optional.of(Long.valueOf(word[++i]));
                case "message" -> message = Long.parseLong(word[++i]);
                case "to" -> to = Optional.of(word[++i]);
                default -> {
                    if (!line.matches()) {
                        throw new IllegalArgumentException("no line of an edit: " + word[i]);
                    }
                    lines.add(new OrderEdit.Line(line.group(1), line.group(2), Integer.parseInt(line.group(3))));
                }
            }
        }
        OrderEdit edit = new OrderEdit(
                id(word[1]), Optional.of(word[2]), seen, false, lines, shipBy, to.map(Words::recipient), backorders);
        return new EditOrder(account(world, word[1]), edit, message, to, Actor.key(7));
    }

    private static Recipient recipient(String city) {
        return new Recipient(
                "Erika Mustermann",
                "Heidestraße 17",
                Optional.empty(),
                city,
                Optional.empty(),
                "51147",
                "DE",
                Optional.empty(),
                Optional.empty());
    }

    private static PlaceHold hold(World world, String[] word) {
        List<PlaceHold.Line> lines = new ArrayList<>();
        boolean backorders = word.length > 4 && word[4].equals("backorders");
        for (int i = backorders ? 5 : 4; i < word.length; i++) {
            int x = word[i].lastIndexOf('x');
            lines.add(new PlaceHold.Line(word[i].substring(0, x), Integer.parseInt(word[i].substring(x + 1))));
        }
        return new PlaceHold(
                account(world, word[1]), id(word[1]), world.now().plus(duration(word[3])), lines, backorders);
    }

    private static MirrorFigures figures(World world, String[] word) {
        List<MirrorFigures.Figure> figures = new ArrayList<>();
        for (int i = 3; i < word.length; i++) {
            String[] figure = word[i].split("=");
            figures.add(new MirrorFigures.Figure(world.sku(figure[0]), Integer.parseInt(figure[1])));
        }
        MirrorFigures.Meaning meaning = switch (word[2]) {
            case "mirrored" -> MirrorFigures.Meaning.ON_HAND;
            case "left" -> MirrorFigures.Meaning.LESS_OUR_ORDERS;
            default -> MirrorFigures.Meaning.LESS_SUBMITTED;
        };
        return new MirrorFigures(77, world.location(word[1]), meaning, figures);
    }

    private static ApplyProviderUpdate provider(World world, String[] word) {
        List<ProviderUpdate.Parcel> parcels = new ArrayList<>();
        for (int i = 3; i < word.length; i++) {
            String[] parcel = word[i].split(":");
            List<ProviderUpdate.ParcelLine> lines = new ArrayList<>();
            for (String line : parcel[1].split(",")) {
                String[] units = line.split("x");
                lines.add(new ProviderUpdate.ParcelLine(Integer.parseInt(units[0]), Integer.parseInt(units[1])));
            }
            parcels.add(new ProviderUpdate.Parcel(parcel[0], "AMZN_US", "TBA" + parcel[0], lines));
        }
        String id = "PS-" + Long.toString(fulfilmentId(world, word[1]), 36).toUpperCase(java.util.Locale.ROOT) + "-1";
        return new ApplyProviderUpdate(
                world.account("mcf"),
                new ProviderUpdate(
                        id,
                        ProviderUpdate.ProviderStatus.valueOf(word[2]),
                        word[2].toLowerCase(java.util.Locale.ROOT),
                        parcels),
                0);
    }

    private static Outcome outcome(String word) {
        return switch (word) {
            case "done" -> new Outcome.Done("ref");
            case "pending" -> new Outcome.Pending("ref");
            case "unsent" -> new Outcome.NotSent(Duration.ofSeconds(30), "too many requests");
            case "unknown" -> new Outcome.Unknown("ref", "timed out");
            default -> new Outcome.Refused(RefusalReason.valueOf(word), "says the provider");
        };
    }

    private static Map<Integer, Integer> units(String words) {
        Map<Integer, Integer> units = new TreeMap<>();
        for (String line : words.split(",")) {
            String[] of = line.split("x");
            units.put(Integer.parseInt(of[0]), Integer.parseInt(of[1]));
        }
        return units;
    }

    private static long account(World world, String name) {
        return world.account(name.substring(0, name.indexOf('/')));
    }

    private static String id(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static Duration duration(String word) {
        return Duration.parse("PT" + word);
    }

    static StockKey stock(World world, String sku, String location) {
        return new StockKey(world.sku(sku), world.location(location));
    }

    /** An order by its channel's id, a hold by {@code hold:} and its id. */
    static Optional<OrderRow> orderRow(Tables tables, String name) {
        return tables.orders().stream()
                .filter(row -> row.channelOrderId().equals(name))
                .findFirst();
    }

    private static long fulfilmentId(World world, String name) {
        return fulfilmentRow(world, world.tables(), name)
                .map(FulfilmentRow::fulfilmentId)
                .orElse(0L);
    }

    static Optional<FulfilmentRow> fulfilmentRow(World world, Tables tables, String name) {
        Matcher matcher = FULFILMENT.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no fulfilment order is called " + name);
        }
        long order = orderRow(tables, matcher.group(1)).map(OrderRow::orderId).orElse(0L);
        List<FulfilmentRow> found = tables.fulfilments().stream()
                .filter(row -> row.orderId() == order && row.locationId() == world.location(matcher.group(2)))
                .sorted(Comparator.comparing(FulfilmentRow::fulfilmentId))
                .toList();
        int index = matcher.group(3) == null ? found.size() - 1 : Integer.parseInt(matcher.group(3)) - 1;
        return index < 0 || index >= found.size() ? Optional.empty() : Optional.of(found.get(index));
    }
}
