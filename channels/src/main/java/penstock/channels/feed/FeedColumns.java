package penstock.channels.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;

/** Where a feed's columns stand, by its header, and what its rows therefore say. */
final class FeedColumns {

    /** Characters of a SKU, at most. */
    static final int MAX_SKU = 200;

    /** Days of lead time, at most. */
    static final int MAX_LEAD_TIME = 3_650;

    private static final Pattern ZONED = Pattern.compile(".*T.*(Z|[+-].*)");

    private static final char NUL = '\0';

    /** In a row with too many columns any value may stand in the SKU's place. */
    private static final Optional<String> NOBODY = Optional.empty();

    private final FeedMapping mapping;
    private final List<String> header;
    private final int sku;
    private final int quantity;
    private final int gtin;
    private final int leadTime;
    private final int asOf;

    private FeedColumns(FeedMapping mapping, List<String> header) {
        this.mapping = mapping;
        this.header = header;
        this.sku = indexes(header, mapping.skuColumn()).get(0);
        this.quantity = indexes(header, mapping.quantityColumn()).get(0);
        this.gtin = index(header, mapping.gtinColumn());
        this.leadTime = index(header, mapping.leadTimeColumn());
        this.asOf = index(header, mapping.asOfColumn());
    }

    /** Why the file cannot be read with this mapping; empty if it can. */
    static Optional<Rejection> flaw(FeedMapping mapping, RawRow header) {
        List<String> wrong = new ArrayList<>();
        for (String name : names(mapping)) {
            int found = indexes(header.fields(), name).size();
            if (found != 1) {
                wrong.add((found == 0 ? "no column '" : "more than one column '") + name + "'");
            }
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        "row " + header.rowNo(),
                        shown(String.join(", ", header.fields())),
                        RejectionReason.MISSING_FIELD,
                        "The file has " + String.join(" and ", wrong) + ". Columns found: "
                                + shown(String.join(", ", header.fields()))
                                + ". Correct the file or the feed's columns."));
    }

    static FeedColumns of(FeedMapping mapping, RawRow header) {
        return new FeedColumns(mapping, header.fields());
    }

    private static List<String> names(FeedMapping mapping) {
        List<String> names = new ArrayList<>(List.of(mapping.skuColumn(), mapping.quantityColumn()));
        mapping.gtinColumn().ifPresent(names::add);
        mapping.leadTimeColumn().ifPresent(names::add);
        mapping.asOfColumn().ifPresent(names::add);
        return names;
    }

    private static List<Integer> indexes(List<String> header, String name) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (plain(header.get(i)).equals(plain(name))) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    private static int index(List<String> header, Optional<String> name) {
        return name.map(known -> indexes(header, known).get(0)).orElse(-1);
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    FeedItem read(RawRow row) {
        if (row.isTooLarge()) {
            return bad(
                    row,
                    NOBODY,
                    "",
                    row.columns() + " columns, " + row.chars() + " characters",
                    RejectionReason.TOO_LARGE,
                    "A row has at most " + CsvFeedReader.MAX_COLUMNS + " columns and " + CsvFeedReader.MAX_ROW_CHARS
                            + " characters.");
        } else if (row.columns() > header.size()) {
            return bad(
                    row,
                    NOBODY,
                    "",
                    row.columns() + " columns",
                    RejectionReason.MALFORMED,
                    "The header has " + header.size() + " columns: put values that contain the delimiter in quotes.");
        }
        OptionalInt unprintable = unprintable(row);
        if (unprintable.isPresent()) {
            return bad(
                    row,
                    NOBODY,
                    place(unprintable.getAsInt()),
                    shown(row.fields().get(unprintable.getAsInt())),
                    RejectionReason.MALFORMED,
                    "The value holds a NUL character: remove it.");
        }
        String name = value(row, sku);
        if (name.isEmpty()) {
            return bad(row, NOBODY, place(sku), "", RejectionReason.MISSING_FIELD, "Enter the SKU.");
        } else if (name.length() > MAX_SKU) {
            return bad(
                    row,
                    NOBODY,
                    place(sku),
                    name,
                    RejectionReason.TOO_LARGE,
                    "A SKU has at most " + MAX_SKU + " characters.");
        }
        FeedQuantity units = FeedQuantity.parse(value(row, quantity), mapping);
        return units instanceof FeedQuantity.Units known
                ? rest(row, name, known)
                : badQuantity(row, name, (FeedQuantity.Problem) units);
    }

    /** The column of a value with a character that no database keeps. */
    private static OptionalInt unprintable(RawRow row) {
        return IntStream.range(0, row.fields().size())
                .filter(column -> row.fields().get(column).indexOf(NUL) >= 0)
                .findFirst();
    }

    private static String shown(String text) {
        return text.replace(NUL, '\uFFFD');
    }

    private FeedItem badQuantity(RawRow row, String name, FeedQuantity.Problem problem) {
        return bad(row, Optional.of(name), place(quantity), value(row, quantity), problem.reason(), problem.advice());
    }

    private FeedItem rest(RawRow row, String name, FeedQuantity.Units units) {
        String days = value(row, leadTime);
        String when = value(row, asOf);
        Optional<Instant> counted = when.isEmpty() ? Optional.empty() : time(when);
        if (!days.isEmpty() && !isLeadTime(days)) {
            return bad(
                    row,
                    Optional.of(name),
                    place(leadTime),
                    days,
                    RejectionReason.NOT_A_NUMBER,
                    "Lead times are whole days, 0 to " + MAX_LEAD_TIME + ".");
        } else if (!when.isEmpty() && counted.isEmpty()) {
            return bad(
                    row,
                    Optional.of(name),
                    place(asOf),
                    when,
                    RejectionReason.MALFORMED,
                    "Write times in ISO 8601, as 2026-11-23T10:00:00Z.");
        }
        return new FeedItem.Row(new FeedRow(
                row.rowNo(),
                name,
                units.units(),
                units.atLeast(),
                Optional.of(value(row, gtin)).filter(text -> !text.isEmpty()),
                days.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(days)),
                counted));
    }

    /** The later of two rows that say different things about one SKU. */
    FeedItem.BadRow duplicate(FeedRow row, int earlier) {
        return new FeedItem.BadRow(
                row.rowNo(),
                Optional.of(row.supplierSku()),
                new Rejection(
                        "row " + row.rowNo() + ", " + place(sku),
                        row.supplierSku(),
                        RejectionReason.DUPLICATE_ROW,
                        "An earlier row says " + earlier + " units, this one " + row.quantity()
                                + "; the earlier counts. Remove one."));
    }

    private static boolean isLeadTime(String days) {
        return days.matches("[0-9]{1,4}") && Integer.parseInt(days) <= MAX_LEAD_TIME;
    }

    /** A moment, or a date or time without zone, which is taken for UTC. */
    private static Optional<Instant> time(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            String iso = text.replace(' ', 'T');
            return ZONED.matcher(iso).matches()
                    ? Optional.of(OffsetDateTime.parse(iso).toInstant())
                    : Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The value, or {@code ""} where the row is shorter or the feed has no such column. */
    private static String value(RawRow row, int column) {
        return column >= 0 && column < row.fields().size()
                ? row.fields().get(column).strip()
                : "";
    }

    private String place(int column) {
        return "column " + shown(header.get(column).strip()) + " (" + (column + 1) + ")";
    }

    private static FeedItem bad(
            RawRow row, Optional<String> name, String place, String value, RejectionReason reason, String advice) {
        String where = "row " + row.rowNo() + (place.isEmpty() ? "" : ", " + place);
        return new FeedItem.BadRow(row.rowNo(), name, new Rejection(where, value, reason, advice));
    }
}
