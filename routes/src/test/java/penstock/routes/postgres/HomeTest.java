package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    private static final Path USER = Path.of("/home/jo");

    @Test
    void isInTheUsersDirectoryUnlessNamed() {
        assertThat(Home.of(Map.of(), USER).directory()).isEqualTo(Path.of("/home/jo/.penstock"));
        assertThat(Home.of(Map.of("PENSTOCK_HOME", " "), USER).directory()).isEqualTo(Path.of("/home/jo/.penstock"));
        assertThat(Home.of(Map.of("PENSTOCK_HOME", "/srv/shop/../penstock"), USER)
                        .directory())
                .isEqualTo(Path.of("/srv/penstock"));
    }

    @Test
    void isClosedToOthersFromTheStart(@TempDir Path directory) throws IOException {
        Home home = new Home(directory.resolve("deep/home")).create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void hasAPathThatNoShellReadsOtherwise() {
        for (String path : new String[] {"/a$(b)", "/a\"b", "/a`b`", "/a\\b", "/a\nb", "/it's"}) {
            assertThatThrownBy(() -> new Home(Path.of(path)))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PENSTOCK_HOME");
        }
    }
}
