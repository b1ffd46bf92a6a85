package penstock.core.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What must be true of the database at every moment; the numbers up to 13 are those of DESIGN.md, section 7. */
public enum Invariant {
    POSTINGS_ARE_THE_BALANCE(
            1,
            Kind.ALWAYS,
            "the sum of postings is the balance, in every condition, and so is that of bins and lots where they are kept",
            ""),
    NO_BALANCE_IS_BELOW_ZERO(2, Kind.ALWAYS, "no balance is below zero", ""),
    OPEN_RESERVATIONS_ARE_RESERVED(3, Kind.ALWAYS, "what is reserved is what open reservations say", ""),
    ORDERED_UNITS_ADD_UP(
            4,
            Kind.ALWAYS,
            "ordered = reserved + shipped + backordered + cancelled + short, or the line is parked",
            ""),
    ONE_EFFECT_PER_CAUSE(
            5, Kind.ALWAYS, "one order per channel order id, one effect per cause, no gap in the ledger", ""),
    NOTHING_IS_STUCK(6, Kind.ALWAYS, "what is not finished has a next attempt, a lease or a parked reason", ""),
    SENT_POSITIONS_NEVER_GO_BACK(7, Kind.ALWAYS, "the positions sent for a listing never go back", ""),
    QUIET_CHANNELS_SHOW_WHAT_WAS_SENT(
            8,
            Kind.WHEN_QUIET,
            "when nothing happens, every channel shows what was sent last",
            "whether it is the right number for the stock is compared by who can compute it"),
    SHARES_FIT_INTO_STOCK(
            9,
            Kind.ALWAYS,
            "what channels may still sell of a partitioned SKU is there",
            "what was lost or oversold outside since it last fitted is excused and shown"),
    ONE_PROVIDER_ORDER(10, Kind.ALWAYS, "at most one live provider order per fulfilment order", ""),
    SHIPPED_UNITS_ADD_UP(
            11, Kind.ALWAYS, "shipped <= ordered - cancelled, and each shipment is or will be confirmed", ""),
    LAYERS_ARE_THE_STOCK(
            12,
            Kind.ALWAYS,
            "cost layers are the owned stock on hand; what was sold cost + what is left is worth = receipts, to the cent",
            "at the position that the valuation has reached"),
    SELLERS_ARE_APART(13, Kind.ALWAYS, "no row of one seller is visible to another", ""),
    OPEN_ORDERS_ARE_INCOMING(
            14,
            Kind.ALWAYS,
            "what is incoming is what open purchase orders expect; what came is what receipts say",
            ""),
    RETURNED_UNITS_WERE_SHIPPED(
            15, Kind.ALWAYS, "no more comes back than was shipped; what came is in the ledger once", ""),
    PRODUCTION_ADDS_UP(
            16, Kind.ALWAYS, "what production took, gave back and yielded is what its orders say, stage by stage", ""),
    TRANSFERS_ARE_IN_TRANSIT(
            17,
            Kind.ALWAYS,
            "what transfers say is under way lies in transit, no more and no less, and is incoming",
            "");

    private static final String PLACE = "/penstock/check/";

    private final int number;
    private final Kind kind;
    private final String statement;
    private final String note;

    /** When an invariant can be asked for. */
    enum Kind {
        ALWAYS,
        /** Holds only while nothing is on its way. */
        WHEN_QUIET
    }

    Invariant(int number, Kind kind, String statement, String note) {
        this.number = number;
        this.kind = kind;
        this.statement = statement;
        this.note = note;
    }

    public int number() {
        return number;
    }

    /** What must be true, in words. */
    public String statement() {
        return statement;
    }

    /** What the query leaves out, {@code ""} for nothing. */
    public String note() {
        return note;
    }

    Kind kind() {
        return kind;
    }

    /** The query for violations. */
    String query() {
        return judged("not excused")
                .or(() -> find(file() + ".sql"))
                .orElseThrow(() -> new IllegalStateException("no query is called " + file()));
    }

    /** The query for what looks like a violation and is none, but is worth showing. */
    Optional<String> excusedQuery() {
        return judged("excused");
    }

    /** A judged query says of each of its rows whether it is excused. */
    private Optional<String> judged(String which) {
        return find(file() + ".judged.sql")
                .map(query -> "select seller_id, keys, wrong from (" + query + ") as judged where " + which);
    }

    private String file() {
        return "%02d-%s".formatted(number, name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Optional<String> find(String file) {
        try (InputStream in = Invariant.class.getResourceAsStream(PLACE + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
