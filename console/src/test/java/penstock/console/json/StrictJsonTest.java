package penstock.console.json;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.console.ApiWithoutDatabase.OPERATOR_KEY;
import static penstock.console.ApiWithoutDatabase.call;
import static penstock.console.ApiWithoutDatabase.request;
import static penstock.console.ApiWithoutDatabase.send;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.console.ApiWithoutDatabase;

/** Over the one endpoint that reads a body before it asks the database. */
class StrictJsonTest {

    private static final String SELLERS = "/api/v1/sellers";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                          | malformed-request |          | at line 1, column",
                "{'name':'x'}                               | malformed-request |          | line 1, column",
                "[]                                         | malformed-request |          | must be an object",
                "\"x\"                                      | malformed-request |          | must be an object",
                "null                                       | malformed-request |          | body",
                "{}                                         | invalid-field     | name     | missing",
                "{\"name\":null,\"currency\":\"EUR\"}       | invalid-field     | name     | missing",
                "{\"name\":\"x\"}                           | invalid-field     | currency | missing",
                "{\"name\":\"x\",\"currency\":\"EURO\"}     | invalid-field     | currency | ISO 4217",
                "{\"name\":\"\",\"currency\":\"EUR\"}       | invalid-field     | name     | 0 characters",
                "{\"name\":7,\"currency\":\"EUR\"}          | invalid-field     | name     | a text",
                "{\"name\":true,\"currency\":\"EUR\"}       | invalid-field     | name     | a text",
                "{\"name\":[\"x\"],\"currency\":\"EUR\"}    | invalid-field     | name     | a text",
                "{\"name\":\"a\\u0000b\",\"currency\":\"EUR\"} | invalid-field  | name     | control character",
                "{\"name\":\"a\\u001bb\",\"currency\":\"EUR\"} | invalid-field  | name     | control character",
                "{\"name\":\"a\\ud800b\",\"currency\":\"EUR\"} | invalid-field  | name     | control character",
                "{\"name\":\"a\\nb\",\"currency\":\"EUR\"}  | invalid-field     | name     | line break",
                "{\"name\":\"x\",\"currency\":\"EUR\",\"sellerId\":\"1\"} | invalid-field | sellerId | known are currency, name, partialShipping",
                "{\"name\":\"x\",\"currency\":\"EUR\",\"@type\":\"java.io.File\"} | invalid-field | @type | not known",
                "{\"name\":\"x\",\"name\":\"y\",\"currency\":\"EUR\"} | invalid-field | name | stands twice, at line 1",
                "{\"name\":\"x\",\"currency\":\"EUR\"} {}   | malformed-request |          | line 1",
                "{\"name\":\"x\",\"currency\":\"EUR\",\"partialShipping\":\"NEVER\"} | invalid-field | partialShipping | SHIP_AVAILABLE, WAIT_FOR_ALL",
                "{\"name\":\"x\",\"currency\":\"EUR\",\"partialShipping\":0} | invalid-field | partialShipping | SHIP_AVAILABLE"
            })
    void aBodyThatIsNotWhatIsAskedForIsRefusedWithItsPlace(String body, String type, String field, String detail) {
        HttpResponse<String> response = call("POST", SELLERS, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains("urn:penstock:problem:" + type).contains(detail);
        if (field == null) {
            assertThat(response.body()).doesNotContain("\"field\"");
        } else {
            assertThat(response.body()).contains("\"field\":\"" + field + "\"");
        }
        assertThat(response.body()).doesNotContain("penstock.console", "tools.jackson", "java.");
    }

    @Test
    void nestingNumbersAndTextsHaveLimits() {
        assertThat(call("POST", SELLERS, "[".repeat(10_000)).statusCode()).isEqualTo(400);
        assertThat(call("POST", SELLERS, "{\"name\":1e400000000}").statusCode()).isEqualTo(400);
        assertThat(call("POST", SELLERS, "{\"name\":" + "9".repeat(5_000) + "}").statusCode())
                .isEqualTo(400);
        assertThat(call("POST", SELLERS, "{\"name\":\"" + "x".repeat(20_000) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("POST", SELLERS, "{\"name\":\"" + "x".repeat(201) + "\",\"currency\":\"EUR\"}")
                        .body())
                .contains("201 characters; 1 to 200");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() {
        byte[] large = (" ".repeat(ApiJson.MAX_BODY_BYTES) + "{}").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> declared = call("POST", SELLERS, new String(large, StandardCharsets.UTF_8));
        assertThat(declared.statusCode()).isEqualTo(413);
        HttpRequest.Builder chunked = request("POST", SELLERS, "")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + OPERATOR_KEY);
        HttpResponse<String> unsaid = send(chunked);
        assertThat(unsaid.statusCode()).isEqualTo(413);
        assertThat(unsaid.body()).contains("urn:penstock:problem:too-large", "1048576");
    }

    @Test
    void anotherTypeOrCodingIsNotSupported() {
        for (String type : new String[] {
            "text/plain",
            "application/xml",
            "application/x-java-serialized-object",
            "application/yaml",
            "application/x-yaml",
            "application/merge-patch+json",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded"
        }) {
            HttpResponse<String> response = send(request("POST", SELLERS, "{}")
                    .header("Content-Type", type)
                    .header("Authorization", "Bearer " + OPERATOR_KEY));
            assertThat(response.statusCode()).as(type).isEqualTo(415);
            assertThat(response.body()).as(type).contains("Content-Type must be application/json\"");
        }
        HttpResponse<String> packed = send(request("POST", SELLERS, "{}")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .header("Authorization", "Bearer " + OPERATOR_KEY));
        assertThat(packed.statusCode()).isEqualTo(415);
    }

    @Test
    void aProblemIsAnsweredEvenToWhomDoesNotAcceptIt() {
        HttpResponse<String> response = send(request("GET", "/api/v1/channel-kinds", "")
                .header("Accept", "text/html")
                .header("Authorization", "Bearer " + OPERATOR_KEY));
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void anAnswerIsJsonAndNothingElse() {
        HttpResponse<String> response = send(request("GET", "/api/v1/channel-kinds", "")
                .header("Accept", "application/yaml")
                .header("Authorization", "Bearer " + OPERATOR_KEY));
        assertThat(response.statusCode()).isEqualTo(406);
    }

    @Test
    void whatAnAddressAsksForMustBeKnown() {
        assertThat(call("GET", "/api/v1/channel-kinds?limit=3", "").body())
                .contains("urn:penstock:problem:invalid-field", "\"field\":\"limit\"", "takes none");
        assertThat(call("GET", "/api/v1/channel-kinds?", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aMissingBodyIsSaidToBeMissing() {
        assertThat(call("POST", SELLERS, "").statusCode()).isIn(400, 415);
        assertThat(ApiWithoutDatabase.port()).isPositive();
    }
}
