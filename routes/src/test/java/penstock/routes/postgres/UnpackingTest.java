package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs come out of their archive complete, and nothing else comes out of it. */
class UnpackingTest {

    @TempDir
    Path directory;

    Path target;

    @BeforeEach
    void makeTarget() throws IOException {
        target = Files.createDirectory(directory.resolve("target")).toRealPath();
    }

    @Test
    void twoAtOnceLeaveOneCompleteCopyAndNoLeftovers() throws InterruptedException, ExecutionException, IOException {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<Binaries> one = two.submit(() -> Binaries.unpackedIn(target, Progress.SILENT));
            Future<Binaries> other = two.submit(() -> Binaries.unpackedIn(target, Progress.SILENT));
            assertThat(one.get()).isEqualTo(other.get());
            Path bin = one.get().directory();
            try (var made = Files.list(target)) {
                assertThat(made).containsExactly(bin);
            }
            assertThat(bin.resolve("bin/initdb")).isExecutable();
            assertThat(Files.isExecutable(bin.resolve("share/postgresql/postgres.bki")))
                    .isFalse();
            try (var libraries = Files.list(bin.resolve("lib"))) {
                assertThat(libraries).anyMatch(Files::isSymbolicLink);
            }
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void anEntryThatClimbsOutIsRefused() throws IOException {
        assertRefused(archive(file("good"), file("../evil")), "leaves its directory: ../evil");
        assertRefused(archive(file("a/../../evil")), "leaves its directory");
    }

    @Test
    void anAbsoluteEntryIsRefused() throws IOException {
        Path evil = directory.resolve("evil");
        TarArchiveEntry absolute = new TarArchiveEntry(evil.toString(), TarConstants.LF_NORMAL, true);
        assertRefused(archive(absolute), "leaves its directory");
    }

    @Test
    void aLinkThatPointsOutIsRefused() throws IOException {
        assertRefused(archive(link("etc", "/etc")), "leaves its directory");
        assertRefused(archive(link("up", "../..")), "leaves its directory");
    }

    @Test
    void aPathThroughALinkIsRefused() throws IOException {
        assertRefused(
                archive(link("here", "."), link("up", "here/here/../.."), file("up/evil")),
                "passes through a link: up/evil");
    }

    @Test
    void aHardLinkOrDeviceIsRefused() throws IOException {
        TarArchiveEntry hard = new TarArchiveEntry("hard", TarConstants.LF_LINK);
        hard.setLinkName("/etc/passwd");
        assertRefused(archive(hard), "no file, directory or symbolic link: hard");
        assertRefused(archive(new TarArchiveEntry("pipe", TarConstants.LF_FIFO)), "symbolic link: pipe");
    }

    private void assertRefused(byte[] archive, String message) throws IOException {
        Path fresh = Files.createTempDirectory(target, "fresh");
        assertThatThrownBy(() -> TarXz.unpack(new ByteArrayInputStream(archive), fresh))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
        try (var all = Files.walk(directory)) {
            assertThat(all.map(path -> path.getFileName().toString()).toList()).doesNotContain("evil");
        }
    }

    private static TarArchiveEntry file(String name) {
        return new TarArchiveEntry(name, TarConstants.LF_NORMAL);
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry;
    }

    private static byte[] archive(TarArchiveEntry... entries) throws IOException {
        byte[] content = "evil".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
            for (TarArchiveEntry entry : List.of(entries)) {
                boolean full = entry.isFile() && !entry.isLink() && !entry.isFIFO() && !entry.isSymbolicLink();
                entry.setSize(full ? content.length : 0);
                tar.putArchiveEntry(entry);
                if (full) {
                    tar.write(content);
                }
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
