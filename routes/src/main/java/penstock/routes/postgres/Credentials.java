package penstock.routes.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The logins of the embedded server, made at the first start and kept in a properties file that only its owner can read.
 *
 * @param superuser creates roles and the database; no part of the gateway works as superuser, since that passes every row policy by
 * @param owner owns the database and its tables: migrations
 * @param app the gateway at work; owns nothing, passes no policy by
 * @param checker reads every seller's rows, writes none: {@code penstock check}
 */
public record Credentials(Login superuser, Login owner, Login app, Login checker) {

    private static final int PASSWORD_BYTES = 24;
    private static final String OWNER_ONLY = "rw-------";

    /** Reads the home's file, first writing into it whatever login it lacks. */
    static Credentials loadOrCreate(Home home, RandomGenerator random) throws IOException {
        Path file = home.credentials();
        Properties kept = new Properties();
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        int before = kept.size();
        Credentials credentials = new Credentials(
                login("penstock_super", kept, random),
                login("penstock_owner", kept, random),
                login("penstock_app", kept, random),
                login("penstock_checker", kept, random));
        if (kept.size() != before) {
            write(home, kept);
        }
        return credentials;
    }

    private static Login login(String user, Properties kept, RandomGenerator random) {
        return new Login(user, (String) kept.computeIfAbsent(user, absent -> password(random)));
    }

    private static String password(RandomGenerator random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** On disk before the server learns the password, and never half: a lost password is a lost database. */
    private static void write(Home home, Properties kept) throws IOException {
        StringWriter text = new StringWriter();
        kept.store(
                text,
                "Penstock's database logins. Without this file the data cannot be opened: keep it with the backup.");
        Path draft = home.postgres().resolve("credentials.new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, home.credentials(), StandardCopyOption.ATOMIC_MOVE);
        Disk.force(home.postgres());
    }
}
