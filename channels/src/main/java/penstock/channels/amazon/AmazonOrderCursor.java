package penstock.channels.amazon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import penstock.channels.vendor.amazon.Fingerprint;

/**
 * How far the orders have been read: through a moment and, in the middle of a window, where in its pages.
 *
 * @param through every change up to here has been read
 * @param walk the pages that are being read now
 */
record AmazonOrderCursor(Instant through, Optional<Walk> walk) {

    /** Amazon says 24 hours; a token this old is not tried any more. */
    static final Duration TOKEN_LIFE = Duration.ofHours(23);

    /**
     * A window half read.
     *
     * @param to where the window ends
     * @param page tokens received so far, this one included
     * @param receivedAt when this token came
     * @param landmark fingerprint of an earlier token: that of the last page whose number is a power of two. A token
     *     equal to it has come round, so a circle of any length is noticed within twice its length (Brent, 1980)
     * @param token asks for the next page
     */
    record Walk(Instant to, int page, Instant receivedAt, String landmark, String token) {}

    /** No window is being read. */
    static AmazonOrderCursor finished(Instant through) {
        return new AmazonOrderCursor(through, Optional.empty());
    }

    /** The cursor that {@link #text} wrote. */
    static AmazonOrderCursor parse(String text) {
        String[] part = text.split(" ", 6);
        if (part.length == 1) {
            return finished(Instant.parse(part[0]));
        }
        if (part.length != 6) {
            throw new IllegalArgumentException("not an order cursor of ours: " + part.length + " parts");
        }
        Walk walk =
                new Walk(Instant.parse(part[1]), Integer.parseInt(part[2]), Instant.parse(part[3]), part[4], part[5]);
        return new AmazonOrderCursor(Instant.parse(part[0]), Optional.of(walk));
    }

    String text() {
        return walk.map(at -> "%s %s %d %s %s %s"
                        .formatted(through, at.to(), at.page(), at.receivedAt(), at.landmark(), at.token()))
                .orElseGet(through::toString);
    }

    /** Back to before the window, whose pages are then read anew. */
    AmazonOrderCursor restarted() {
        return finished(through);
    }

    /** This cursor, or the restarted one if its token has grown too old to be taken. */
    AmazonOrderCursor usableAt(Instant now) {
        boolean stale =
                walk.map(at -> at.receivedAt().plus(TOKEN_LIFE).isBefore(now)).orElse(false);
        return stale ? restarted() : this;
    }

    /** One page further in the window that ends at {@code to}, or empty if the token has been seen before. */
    Optional<AmazonOrderCursor> onTo(String nextToken, Instant to, Instant now) {
        String fingerprint = Fingerprint.of(nextToken.getBytes(StandardCharsets.UTF_8));
        if (walk.isEmpty()) {
            return Optional.of(walking(new Walk(to, 1, now, fingerprint, nextToken)));
        }
        Walk at = walk.get();
        if (nextToken.equals(at.token()) || fingerprint.equals(at.landmark())) {
            return Optional.empty();
        }
        int page = at.page() + 1;
        String landmark = Integer.bitCount(page) == 1 ? fingerprint : at.landmark();
        return Optional.of(walking(new Walk(to, page, now, landmark, nextToken)));
    }

    private AmazonOrderCursor walking(Walk next) {
        return new AmazonOrderCursor(through, Optional.of(next));
    }
}
