package penstock.routes.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Optional;

/** The embedded server of a home as somebody else runs it: where it listens, and the logins it takes. */
public record KnownServer(String jdbcUrl, Credentials credentials) {

    /** The server of that home, if one has ever been started there. Whether it runs now shows on connecting. */
    public static Optional<KnownServer> of(Home home) {
        if (!Files.exists(home.credentials()) || !Files.exists(home.port())) {
            return Optional.empty();
        }
        try {
            Credentials credentials = Credentials.loadOrCreate(home, new SecureRandom());
            String url = "jdbc:postgresql://127.0.0.1:" + Ports.keptIn(home.port()) + "/" + Roles.DATABASE;
            return Optional.of(new KnownServer(url, credentials));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the credentials of the server in " + home.directory(), e);
        }
    }
}
