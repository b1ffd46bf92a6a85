package penstock.routes.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A webhook's body on its way in, under the limits of {@link WebhookController}. One use. */
final class ArrivingBody {

    private static final int BUFFER = 16 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Clock clock;
    private final Instant deadline;

    ArrivingBody(Clock clock) {
        this.clock = clock;
        this.deadline = clock.instant().plus(WebhookController.MAX_BODY_TIME);
    }

    /** Reads it whole; says why it was given up if it was. */
    Optional<WebhookAnswer> read(InputStream in) throws IOException {
        byte[] part = new byte[BUFFER];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            bytes.write(part, 0, read);
            if (bytes.size() > WebhookController.MAX_BODY_BYTES) {
                return Optional.of(WebhookAnswer.TOO_LARGE);
            }
            if (clock.instant().isAfter(deadline)) {
                return Optional.of(WebhookAnswer.TOO_SLOW);
            }
        }
        return Optional.empty();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
