package penstock.console.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import penstock.console.ApiWithoutDatabase;
import penstock.console.access.RoleMatrix;
import penstock.console.json.ApiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiDescriptionTest {

    private final JsonNode api = JsonMapper.shared()
            .readTree(ApiWithoutDatabase.call("GET", "/api/v1/openapi.json", "").body());

    @Test
    void everyEndpointIsDescribedWithItsRolesAndProblems() {
        Set<String> ids = new TreeSet<>();
        for (RoleMatrix.Rule rule : RoleMatrix.rules()) {
            if (!rule.path().contains("openapi")) {
                JsonNode operation =
                        api.path("paths").path(rule.path()).path(rule.method().toLowerCase(java.util.Locale.ROOT));
                assertThat(operation.path("summary").asString(""))
                        .as("%s", rule)
                        .isNotBlank();
                assertThat(operation.path("description").asString(""))
                        .as("%s", rule)
                        .contains("operator key");
                assertThat(operation.path("tags").size()).as("%s", rule).isEqualTo(1);
                assertThat(ids.add(operation.path("operationId").asString("")))
                        .as("operation id of %s", rule)
                        .isTrue();
                JsonNode responses = operation.path("responses");
                for (String status : new String[] {"401", "403", "429", "500", "503"}) {
                    assertThat(responses
                                    .path(status)
                                    .path("content")
                                    .path("application/problem+json")
                                    .path("schema")
                                    .path("$ref")
                                    .asString(""))
                            .as("%s %s", rule, status)
                            .isEqualTo("#/components/schemas/Problem");
                }
                assertThat(responses.propertyNames()).as("%s", rule).anyMatch(status -> status.startsWith("2"));
            }
        }
    }

    @Test
    void everyParameterSaysWhatItIs() {
        int described = 0;
        for (JsonNode path : api.path("paths")) {
            for (JsonNode operation : path) {
                for (JsonNode parameter : operation.path("parameters")) {
                    assertThat(parameter.path("description").asString(""))
                            .as("%s of %s", parameter.path("name"), operation.path("operationId"))
                            .isNotBlank();
                    described++;
                }
            }
        }
        assertThat(described).isGreaterThan(100);
    }

    @Test
    void whatIsOpenIsDescribedAsOpen() {
        JsonNode health = api.at("/paths/~1health/get");
        JsonNode webhook = api.at("/paths/~1webhooks~1{sellerId}~1{accountId}/post");
        assertThat(health.path("security").toString() + webhook.path("security"))
                .isEqualTo("[][]");
        assertThat(webhook.path("responses").propertyNames()).contains("200", "401", "404", "413", "503");
    }

    @Test
    void operationsAreNamedForGeneratedClients() {
        JsonNode paths = api.path("paths");
        assertThat(paths.at("/~1api~1v1~1sellers/post/operationId").asString()).isEqualTo("postSellers");
        assertThat(paths.at("/~1api~1v1~1sellers~1{sellerId}/get/operationId").asString())
                .isEqualTo("getSellersBySellerId");
        assertThat(paths.at("/~1api~1v1~1sellers~1{sellerId}~1skus~1{sku}/get/operationId")
                        .asString())
                .isEqualTo("getSkusBySku");
        assertThat(paths.at(
                                "/~1api~1v1~1sellers~1{sellerId}~1skus/post/responses/201/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/SkuAnswer");
    }

    @Test
    void idsAreTextsAndWhatIsNotOptionalIsRequired() {
        JsonNode move = api.path("components").path("schemas").path("StockMove");
        assertThat(move.path("required").toString()).isEqualTo("[\"id\",\"kind\",\"location\",\"quantity\",\"sku\"]");
        JsonNode key = api.path("components").path("schemas").path("NewApiKey");
        assertThat(key.path("required").toString()).isEqualTo("[\"label\",\"role\"]");
        assertThat(key.path("properties").path("accountId").path("type").asString())
                .isEqualTo("string");
        JsonNode line = api.path("components").path("schemas").path("OrderLineAnswer");
        assertThat(line.path("properties").has("short")).isTrue();
    }

    @Test
    void noSchemaIsLeftOpenAndNoneStandsForTwoThings() {
        Set<String> names = new TreeSet<>(api.path("components").path("schemas").propertyNames());
        assertThat(names).contains("OwnSiteOrder", "OwnSiteOrderLine", "Recipient", "Problem", "Cancellation");
        assertThat(names).doesNotContain("Line");
        assertThat(ApiJson.MAX_DEPTH).isPositive();
    }
}
