package penstock.channels.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import penstock.channels.spi.HttpCall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Amazon's own descriptions, read where they lie beside the project. A test that needs one is skipped without them. */
final class AmazonModel {

    private static final JsonMapper JSON = JsonMapper.shared();

    private AmazonModel() {}

    /** The document of that name under Amazon's models and schemas. */
    static JsonNode document(String name) {
        return JSON.readTree(read(folder().resolve(name)));
    }

    /** Every document in a folder of them. */
    static Stream<Path> documents(String name) {
        try (Stream<Path> files = Files.list(folder().resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless the body is what the definition describes and holds no field that it does not name. */
    static void assertValid(HttpCall call, String model, String definition) {
        ObjectNode schema = JSON.createObjectNode();
        JsonNode definitions = document(model).path("definitions");
        definitions.forEach(AmazonModel::close);
        schema.put("$ref", "#/definitions/" + definition);
        schema.set("definitions", definitions);
        String body = new String(call.body(), StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                        .getSchema(schema)
                        .validate(body, InputFormat.JSON))
                .as(body)
                .isEmpty();
    }

    private static void close(JsonNode definition) {
        if (definition.has("properties") && !definition.has("additionalProperties")) {
            ((ObjectNode) definition).put("additionalProperties", false);
        }
    }

    private static Path folder() {
        Path folder = Path.of(System.getProperty("penstock.shared", "../shared"), "specs", "amazon-sp-api");
        assumeTrue(Files.isDirectory(folder), "skipped: Amazon's models are not at " + folder.toAbsolutePath());
        return folder;
    }
}
