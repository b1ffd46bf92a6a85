package penstock.console.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;

/**
 * A feed on disk while it is applied, under a name of ours: it is recognised by its digest, which is known only when the
 * last byte has come. Closing removes it.
 */
final class SpooledFeed implements AutoCloseable {

    /** Bytes of a feed when it is unpacked: a few million rows. */
    static final long MAX_UNPACKED_BYTES = 512L * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final byte[] sha256;

    private SpooledFeed(Path file, byte[] sha256) {
        this.file = file;
        this.sha256 = sha256;
    }

    static SpooledFeed of(InputStream body, boolean packed) throws IOException {
        Path file = Files.createTempFile("penstock-feed-", ".csv");
        try {
            return new SpooledFeed(file, spool(body, packed, file));
        } catch (ZipException | EOFException e) {
            Files.delete(file);
            throw Refused.of(
                    ProblemType.MALFORMED_REQUEST, "the body is not what gzip makes, or breaks off; send it again");
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    private static byte[] spool(InputStream body, boolean packed, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream plain = packed ? new GZIPInputStream(body, BUFFER) : body;
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = plain.read(buffer); read >= 0; read = plain.read(buffer)) {
                total += read;
                if (total > MAX_UNPACKED_BYTES) {
                    throw Refused.of(
                            ProblemType.TOO_LARGE,
                            "the feed unpacks to more than " + MAX_UNPACKED_BYTES + " bytes; send deltas");
                }
                out.write(buffer, 0, read);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    byte[] sha256Digest() {
        return sha256.clone();
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
