package penstock.test.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Only the Camel components that Penstock uses are on its class path: what is not there cannot be attacked. */
class CamelComponentsTest {

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    /** Three come with what is needed: class with bean, file with http, spring-event with the Spring integration. */
    private static final Set<String> NEEDED =
            Set.of("bean", "class", "direct", "file", "http", "https", "spring-event", "timer");

    @Test
    void onlyTheNeededComponentsAreThere() {
        Set<String> found = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().matches("camel-.*\\.jar"))
                .flatMap(CamelComponentsTest::components)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(NEEDED), found);
    }

    private static Stream<String> components(String jar) {
        try (JarFile file = new JarFile(jar)) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(COMPONENTS) && name.length() > COMPONENTS.length())
                    .map(name -> name.substring(COMPONENTS.length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
