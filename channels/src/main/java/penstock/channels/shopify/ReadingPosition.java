package penstock.channels.shopify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import penstock.channels.spi.OrderSource.Cursor;

/**
 * Where the reading of orders stands, as the three words of a cursor's text: {@code 2026-11-23T10:00:00Z next -}.
 *
 * @param since every change before it has been read
 * @param first whether this is the first run ever, which leaves out what was shipped before we came
 * @param after Shopify's cursor of the last page, while a run is under way
 */
record ReadingPosition(Instant since, boolean first, Optional<String> after) {

    /** How far back the first run looks: as far as Shopify shows orders without {@code read_all_orders}. */
    static final Duration LOOK_BACK = Duration.ofDays(60);

    /** Each run reads this much again, for changes that came into Shopify's search index late. */
    static final Duration OVERLAP = Duration.ofMinutes(2);

    static ReadingPosition first(Instant now) {
        return new ReadingPosition(now.minus(LOOK_BACK), true, Optional.empty());
    }

    static ReadingPosition parse(Cursor cursor) {
        String[] words = cursor.text().split(" ");
        if (words.length != 3) {
            throw new IllegalArgumentException("not a cursor of Shopify's orders: " + cursor.text());
        }
        Optional<String> after = "-".equals(words[2]) ? Optional.empty() : Optional.of(words[2]);
        return new ReadingPosition(Instant.parse(words[0]), "first".equals(words[1]), after);
    }

    /** Further on in the same run. */
    ReadingPosition page(String next) {
        return new ReadingPosition(since, first, Optional.of(next));
    }

    /** The same run from its beginning. */
    ReadingPosition restarted() {
        return new ReadingPosition(since, first, Optional.empty());
    }

    /** The next run. */
    static ReadingPosition from(Instant readThrough) {
        return new ReadingPosition(readThrough, false, Optional.empty());
    }

    /** Shopify's search for what changed; to the second, which is as fine as Shopify's clock goes. */
    String query() {
        return "updated_at:>='" + Instant.ofEpochSecond(since.minus(OVERLAP).getEpochSecond()) + "'";
    }

    Cursor cursor() {
        return new Cursor(since + (first ? " first " : " next ") + after.orElse("-"));
    }
}
