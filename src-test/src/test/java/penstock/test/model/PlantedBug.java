package penstock.test.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.ApplyOrder;
import penstock.core.order.EndHold;
import penstock.core.shipping.ShipParcel;
import penstock.core.supplier.MirrorFigures;
import penstock.test.scenario.FaultyDataSource.Fault;

/**
 * Bugs that somebody could make, kept to be planted: in what a command says (then the ledger in memory has it too, and only what
 * follows from the sentences can tell), in what is said to the database, or in what it answers.
 */
enum PlantedBug {
    A_REPEATED_MOVE_COUNTS_AGAIN(PlantedBug::sameCommand),
    WHOEVER_ASKS_AGAIN_GIVES_ANOTHER_ID(PlantedBug::sameCommand),
    A_COUNT_IS_ADDED(PlantedBug::countAsAdjustment),
    DAMAGED_UNITS_VANISH(PlantedBug::damageAsLoss),
    AN_OLD_REVISION_COUNTS(PlantedBug::newerThanItIs),
    A_CANCELLED_ORDER_GOES_ON(PlantedBug::neverCancelled),
    WHAT_WAS_CANCELLED_OF_A_LINE_IS_KEPT(PlantedBug::withoutCancels),
    ONLY_THE_FIRST_LINE_IS_READ(PlantedBug::firstLine),
    THE_OWN_SITE_IS_PROMISED_WHAT_IS_NOT_THERE(PlantedBug::asMarketplace),
    A_HOLD_IS_NEVER_GIVEN_BACK(PlantedBug::holdForever),
    A_PARCEL_SENT_TWICE_LEAVES_TWICE(PlantedBug::sameCommand),
    A_PARCEL_TAKES_EVERYTHING(PlantedBug::wholeParcel),
    A_FIGURE_IS_ONE_TOO_MANY(PlantedBug::oneMore),

    THE_BALANCE_FORGETS_WHAT_IS_RESERVED("reserved = b\\.reserved \\+ u\\.reserved", "reserved = b.reserved"),
    A_POSTING_SAYS_ONE_MORE("(insert into posting(?s:.*?))u\\.quantity, ", "$1u.quantity + 1, "),
    THE_HEAD_STAYS("update seller set head = \\?", "update seller set head = head + 0 * ?"),
    A_MOVE_IS_NOT_FOUND_AGAIN("(from stock_move where seller_id = \\? and caller_id = \\?)", "$1 and false"),
    A_CHANGED_LINE_KEEPS_WHAT_WAS_CANCELLED("cancelled = u\\.cancelled, elsewhere", "elsewhere"),
    A_REVISION_IS_NOT_NOTED("set revision = u\\.revision, ", "set "),
    A_PHASE_IS_NOT_NOTED("content_hash = u\\.content_hash, phase = u\\.phase", "content_hash = u.content_hash"),
    WHAT_IS_VOIDED_IS_NOT_NOTED("voided = u\\.voided, ", ""),
    WHO_SHIPS_IT_IS_NOT_NOTED(", fulfilment_id = u\\.fulfilment_id", ""),
    A_FULFILMENT_ORDER_STAYS_OPEN("set state = u\\.state, attempt", "set attempt"),
    NO_PROMISE_IS_FOUND_TO_BREAK("(location_id = \\? and state = 'PENDING')(\\s+limit)", "$1 and false$2"),
    NOBODY_SHORT_IS_SERVED("(sku_id = \\? and short > 0)", "$1 and false"),
    SHARES_ARE_NOT_SEEN("greatest\\(0, p\\.exposure - d\\.drained\\)::int", "0"),
    WHAT_IS_OWED_IS_NOT_COUNTED("(b\\.state = 'OPEN')(\\) as owed)", "$1 and false$2"),
    WHAT_WAS_SERVED_IS_STILL_OWED("served = u\\.served, voided = u\\.voided, state = u\\.state", "voided = u.voided"),
    A_KIT_HAS_ONE_COMPONENT("(from kit_component c where [^)]*?c\\.kit_sku_id = k\\.kit_sku_id)", "$1 limit 1"),

    A_COMMIT_IS_ANSWERED_THAT_WAS_NONE(Fault.LIES);

    private static final String AGAIN = "again";

    private final UnaryOperator<Command> bend;
    private final Optional<Pattern> said;
    private final String instead;
    private final Fault fault;

    PlantedBug(UnaryOperator<Command> bend) {
        this(bend, Optional.empty(), "", Fault.NONE);
    }

    PlantedBug(String said, String instead) {
        this(PlantedBug::sameCommand, Optional.of(Pattern.compile(said)), instead, Fault.NONE);
    }

    PlantedBug(Fault fault) {
        this(PlantedBug::sameCommand, Optional.empty(), "", fault);
    }

    PlantedBug(UnaryOperator<Command> bend, Optional<Pattern> said, String instead, Fault fault) {
        this.bend = bend;
        this.said = said;
        this.instead = instead;
        this.fault = fault;
    }

    /**
     * What a command becomes.
     *
     * @param attempt from 1, when whoever asked asks again
     * @param line of the story
     */
    Command bend(Command command, int attempt, int line) {
        return switch (this) {
            case A_REPEATED_MOVE_COUNTS_AGAIN -> underAnotherId(command, line);
            case A_PARCEL_SENT_TWICE_LEAVES_TWICE -> anotherParcel(command, line);
            case WHOEVER_ASKS_AGAIN_GIVES_ANOTHER_ID -> attempt > 1 ? underAnotherId(command, line) : command;
            default -> bend.apply(command);
        };
    }

    /** What a statement becomes. */
    String saying(String sql) {
        return said.map(pattern -> pattern.matcher(sql).replaceAll(instead)).orElse(sql);
    }

    /** Whether something in that text becomes something else. */
    boolean bends(String text) {
        return !saying(text).equals(text);
    }

    /** Whether it is one that must be met among what is said to the database, or it was not planted at all. */
    boolean isInStatements() {
        return said.isPresent();
    }

    /** What goes wrong all the time. */
    Fault fault() {
        return fault;
    }

    private static Command sameCommand(Command command) {
        return command;
    }

    /** Ids that no two lines have in common. */
    private static Command underAnotherId(Command command, int line) {
        return command instanceof MoveStock move
                ? new MoveStock(move.callerId() + AGAIN + line, move.kind(), move.key(), move.quantity())
                : command;
    }

    private static Command countAsAdjustment(Command command) {
        return command instanceof MoveStock move && move.kind() == MoveStock.Kind.COUNT
                ? new MoveStock(move.callerId(), MoveStock.Kind.ADJUST, move.key(), move.quantity())
                : command;
    }

    private static Command damageAsLoss(Command command) {
        return command instanceof MoveStock move && move.kind() == MoveStock.Kind.DAMAGE
                ? new MoveStock(move.callerId(), MoveStock.Kind.ADJUST, move.key(), -move.quantity())
                : command;
    }

    private static Command newerThanItIs(Command command) {
        return order(
                command,
                order -> changed(order, order.revision() + (order.revision() % 2) * 100, order.phase(), order.lines()));
    }

    private static Command neverCancelled(Command command) {
        return order(command, order -> changed(order, order.revision(), OrderPhase.CONFIRMED, order.lines()));
    }

    private static Command withoutCancels(Command command) {
        return order(
                command,
                order -> withLines(
                        order,
                        order.lines().stream()
                                .map(line -> new OrderLineSnapshot(
                                        line.channelLineId(), line.channelSku(), line.ordered(), 0))
                                .toList()));
    }

    private static Command firstLine(Command command) {
        return order(command, order -> withLines(order, order.lines().subList(0, 1)));
    }

    private static OrderSnapshot withLines(OrderSnapshot order, List<OrderLineSnapshot> lines) {
        return changed(order, order.revision(), order.phase(), lines);
    }

    private static OrderSnapshot changed(
            OrderSnapshot order, long revision, OrderPhase phase, List<OrderLineSnapshot> lines) {
        return new OrderSnapshot(
                order.channelOrderId(),
                revision,
                phase,
                order.placedAt(),
                order.shipBy(),
                order.holdId(),
                order.recipient(),
                lines,
                order.complete(),
                order.takesBackorders());
    }

    private static Command order(Command command, UnaryOperator<OrderSnapshot> bend) {
        return command instanceof ApplyOrder order
                ? new ApplyOrder(
                        order.accountId(), bend.apply(order.snapshot()), order.source(), order.waitsForAnswer())
                : command;
    }

    private static Command asMarketplace(Command command) {
        return command instanceof ApplyOrder order
                ? new ApplyOrder(order.accountId(), order.snapshot(), order.source(), false)
                : command;
    }

    private static Command holdForever(Command command) {
        return command instanceof EndHold ? new Nothing() : command;
    }

    private static Command anotherParcel(Command command, int line) {
        return command instanceof ShipParcel ship
                ? new ShipParcel(
                        ship.fulfilmentId(),
                        ship.callerId() + AGAIN + line,
                        ship.carrier(),
                        ship.trackingNumber(),
                        ship.shippedAt(),
                        ship.units())
                : command;
    }

    private static Command wholeParcel(Command command) {
        return command instanceof ShipParcel ship
                ? new ShipParcel(
                        ship.fulfilmentId(),
                        ship.callerId(),
                        ship.carrier(),
                        ship.trackingNumber(),
                        ship.shippedAt(),
                        Map.of())
                : command;
    }

    private static Command oneMore(Command command) {
        return command instanceof MirrorFigures mirror
                ? new MirrorFigures(
                        mirror.feedId(),
                        mirror.locationId(),
                        mirror.meaning(),
                        mirror.figures().stream()
                                .map(figure -> new MirrorFigures.Figure(figure.skuId(), figure.quantity() + 1))
                                .toList())
                : command;
    }

    /** Says that all is done, and does nothing. */
    private record Nothing() implements Command {

        @Override
        public void announce(Needs needs) {
            // it looks at nothing
        }

        @Override
        public Reply decide(Book book) {
            return Reply.of(Reply.Verdict.CHANGED, 0);
        }
    }
}
