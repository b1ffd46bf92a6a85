package penstock.fulfilment.amazonmcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static penstock.fulfilment.amazonmcf.McfFixture.NOW;
import static penstock.fulfilment.amazonmcf.McfFixture.answered;
import static penstock.fulfilment.amazonmcf.McfFixture.bodyOf;
import static penstock.fulfilment.amazonmcf.McfFixture.callOf;
import static penstock.fulfilment.amazonmcf.McfFixture.endOf;
import static penstock.fulfilment.amazonmcf.McfFixture.provider;
import static penstock.fulfilment.amazonmcf.McfFixture.recipient;
import static penstock.fulfilment.amazonmcf.McfFixture.reply;
import static penstock.fulfilment.amazonmcf.McfFixture.request;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Conversation.Done;
import penstock.core.message.FulfilmentRequest.Line;
import penstock.core.message.RawMessage;
import penstock.core.message.Translation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What Amazon's own model gives as examples is understood, and what we send is what it describes. */
class AmazonMcfModelTest {

    private static final String ORDERS = "/fba/outbound/2020-07-01/fulfillmentOrders";

    private JsonNode model = JsonMapper.shared().createObjectNode();

    @BeforeEach
    void read() throws IOException {
        model = JsonMapper.shared().readTree(Files.readString(document("fulfillmentOutbound_2020-07-01.json")));
    }

    @Test
    void theOrderInTheModelIsFoundAndUnderstood() {
        String example = example(ORDERS + "/{sellerFulfillmentOrderId}", "get");

        var found = answered(provider().find("FBATestOrder-1", NOW), reply(200, example));
        RawMessage message = ((Done<Optional<RawMessage>>) found).result().orElseThrow();
        Translation translation = provider().translate(message);

        assertThat(translation.rejections()).isEmpty();
        assertThat(translation.messages())
                .map(Object::toString)
                .containsExactly("ProviderUpdate[providerOrderId=FBATestOrder-1, status=ACCEPTED,"
                        + " providerStatus=PROCESSING, packages=[]]");
    }

    @Test
    void everyOrderInTheModelsListIsUnderstood() {
        JsonNode orders = JsonMapper.shared()
                .readTree(example(ORDERS, "get"))
                .path("payload")
                .path("fulfillmentOrders");
        List<String> statuses = new ArrayList<>();
        for (JsonNode order : orders) {
            Translation translation =
                    provider().translate(McfFixture.raw("{\"payload\": {\"fulfillmentOrder\": %s}}".formatted(order)));
            assertThat(translation.rejections()).isEmpty();
            translation.messages().forEach(message -> statuses.add(message.toString()));
        }

        assertThat(statuses)
                .satisfiesExactly(
                        first -> assertThat(first).contains("status=ACCEPTED"),
                        second -> assertThat(second).contains("status=COMPLETE"));
    }

    @Test
    void thePreviewInTheModelIsUnderstood() {
        String example = example(ORDERS + "/preview", "post").replace("Standard", "Expedited");

        assertThat(endOf(answered(provider().preview(request()), reply(200, example))))
                .isEqualTo("done Preview[fulfillable=true, reasons=[]]");
    }

    @Test
    void whatWeSendIsWhatTheModelDescribes() {
        var japanese = request("PS-7-2", recipient("JP"), new Line(1, "S", 1));

        assertThat(errors(bodyOf(callOf(provider().create(request()))), "CreateFulfillmentOrderRequest"))
                .isEmpty();
        assertThat(errors(bodyOf(callOf(provider().create(japanese))), "CreateFulfillmentOrderRequest"))
                .isEmpty();
        assertThat(errors(bodyOf(callOf(provider().preview(request()))), "GetFulfillmentPreviewRequest"))
                .isEmpty();
    }

    @Test
    void theModelWouldNoticeWhatIsWrong() {
        String body = bodyOf(callOf(provider().create(request())));

        assertThat(errors(body.replace("FillOrKill", "Whatever"), "CreateFulfillmentOrderRequest"))
                .isNotEmpty();
        assertThat(errors(body.replace("\"items\"", "\"things\""), "CreateFulfillmentOrderRequest"))
                .isNotEmpty();
        assertThat(errors(body.replace("PS-7-1", "x".repeat(41)), "CreateFulfillmentOrderRequest"))
                .isNotEmpty();
        assertThatThrownBy(() -> example("/nowhere", "get")).isInstanceOf(AssertionError.class);
    }

    @Test
    void theAddressesAreThoseOfTheModels() throws IOException {
        JsonNode inventory = JsonMapper.shared().readTree(Files.readString(document("fbaInventory.json")));
        List<String> parameters = new ArrayList<>();
        inventory
                .path("paths")
                .path("/fba/inventory/v1/summaries")
                .path("get")
                .path("parameters")
                .forEach(parameter -> parameters.add(parameter.path("name").asString()));
        URI uri = callOf(provider().stock(List.of("A", "B"), NOW)).uri();

        assertThat(model.path("paths")
                        .path(ORDERS + "/{sellerFulfillmentOrderId}/cancel")
                        .has("put"))
                .isTrue();
        for (String pair : uri.getRawQuery().split("&")) {
            assertThat(parameters).contains(pair.split("=")[0]);
        }
    }

    private List<?> errors(String body, String definition) {
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        JsonNode definitions = model.path("definitions");
        definitions.forEach(AmazonMcfModelTest::close);
        schema.put("$ref", "#/definitions/" + definition);
        schema.set("definitions", definitions);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(schema)
                .validate(body, InputFormat.JSON);
    }

    /** A field that a definition does not name is an error too. */
    private static void close(JsonNode definition) {
        if (definition.has("properties") && !definition.has("additionalProperties")) {
            ((ObjectNode) definition).put("additionalProperties", false);
        }
    }

    private String example(String path, String method) {
        JsonNode example = model.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path("200")
                .path("examples");
        assertThat(example.isObject())
                .as("the example of " + method + " " + path)
                .isTrue();
        return example.toString();
    }

    private static Path document(String name) {
        Path folder = Path.of(System.getProperty("penstock.shared", "../shared"), "specs", "amazon-sp-api", "models");
        assumeTrue(Files.isDirectory(folder), "skipped: Amazon's models are not at " + folder.toAbsolutePath());
        return folder.resolve(name);
    }
}
