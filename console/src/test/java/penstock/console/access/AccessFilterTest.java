package penstock.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.console.ApiWithoutDatabase.OPERATOR_KEY;
import static penstock.console.ApiWithoutDatabase.call;
import static penstock.console.ApiWithoutDatabase.request;
import static penstock.console.ApiWithoutDatabase.send;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.console.ApiWithoutDatabase;

class AccessFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/error",
                "/actuator",
                "/actuator/env",
                "/v3/api-docs",
                "/swagger-ui/index.html",
                "/api/v1/openapi.json",
                "/api/v1/openapi.json.yaml",
                "/api/v1/sellers",
                "/api/v1/sellers/1/orders",
                "/API/V1/sellers",
                "/healthz",
                "/webhook/1"
            })
    void withoutAKeyNothingIsServedNorConfirmedToExist(String path) {
        HttpResponse<String> response = send(request("GET", path, ""));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(response.body())
                .contains("urn:penstock:problem:unauthenticated")
                .isEqualTo(send(request("GET", "/api/v1/nothing", "")).body());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v2/sellers,         404",
        "GET,    /error,                  404",
        "GET,    /API/V1/sellers,         404",
        "PUT,    /api/v1/sellers,         405",
        "DELETE, /api/v1/channel-kinds,   405",
        "OPTIONS,/api/v1/sellers,         405",
        "GET,    /api/v1/sellers/x/skus,  404",
        "GET,    /api/v1/sellers/0x10/skus,  404",
        "GET,    /api/v1/sellers/99999999999999999999/skus,  404"
    })
    void withAKeyWhatIsNotThereIsNotServed(String method, String path, int status) {
        assertThat(call(method, path, "").statusCode()).isEqualTo(status);
    }

    @Test
    void aMethodThatDoesNotServeIsToldWhichDo() {
        HttpResponse<String> response = call("PATCH", "/api/v1/sellers", "");
        assertThat(response.headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void theOverriddenMethodIsTheOneThatCounts() {
        HttpResponse<String> response = send(request("POST", "/api/v1/channel-kinds", "")
                .header("Authorization", "Bearer " + OPERATOR_KEY)
                .header("X-HTTP-Method-Override", "GET"));
        assertThat(response.statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/channel-kinds",
                "/api//v1/channel-kinds",
                "/api/./v1/channel-kinds",
                "/api/v1/x/../channel-kinds",
                "/webhooks/../api/v1/channel-kinds",
                "/api/v1;x=y/channel-kinds",
                "/webhooks/1;/../../api/v1/channel-kinds",
                "/api/v1/channel-kinds;jsessionid=1",
                "/api/v1/%2e%2e/v1/channel-kinds",
                "/api/v1%2fchannel-kinds",
                "/api/v1%2Fchannel-kinds",
                "/api/v1%5cchannel-kinds",
                "/api/v1/channel-kinds/",
                "/api/v1/channel-kinds%00",
                "/api/v1/channel-kinds%0d%0aX:1",
                "/api/v1/channel%252dkinds",
                "/health/../api/v1/channel-kinds",
                "/health/"
            })
    void anAddressThatCanBeReadInTwoWaysIsRefused(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1", OPERATOR_KEY)).startsWith("HTTP/1.1 400");
    }

    @Test
    void webhooksAndHealthAreLeftAlone() {
        assertThat(send(request("POST", "/webhooks/1/2", "{}")).statusCode()).isEqualTo(404);
        assertThat(send(request("GET", "/health", "")).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?api_key=psk_1_2_x", "?access_token=x", "?key=x", "?limit=1&token=x", "?anything=psk_1_2_xyz"})
    void aKeyInTheAddressIsRefused(String query) {
        HttpResponse<String> response = call("GET", "/api/v1/channel-kinds" + query, "");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("revoke").doesNotContain("psk_1_2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic b3BlcmF0b3I6eA==",
                "Bearer",
                "Bearer ",
                "operator-key-of-the-tests-0123456789",
                "Bearer operator-key-of-the-tests-012345678",
                "Bearer psk_1_2",
                "Bearer psk_99999999999999999999_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNotAKeyIsRefused(String header) {
        HttpResponse<String> response =
                send(request("GET", "/api/v1/channel-kinds", "").header("Authorization", header));
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/channel-kinds,   200",
        "GET,  /api/v1/nothing,         404",
        "GET,  /api/v1/sellers/1/skus,  503",
        "POST, /api/v1/sellers,         400",
        "POST, /webhooks/1/2,           404"
    })
    void everyResponseCarriesTheSecurityHeaders(String method, String path, int status) {
        HttpResponse<String> response = call(method, path, method.equals("POST") ? "{" : "");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("Server")).isEmpty();
        assertThat(response.headers().firstValue("X-Powered-By")).isEmpty();
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void withoutADatabaseTheAnswerIsToComeBack() {
        HttpResponse<String> response = call("GET", "/api/v1/sellers/1/skus", "");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("urn:penstock:problem:unavailable").doesNotContain("SQL", "08001");
    }

    @Test
    void withoutADatabaseAKeyThatCannotBeLookedUpIsNotAWrongKey() {
        HttpResponse<String> response = send(request("GET", "/api/v1/channel-kinds", "")
                .header("Authorization", "Bearer psk_1_2_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        assertThat(response.statusCode()).isEqualTo(503);
    }

    private static String raw(String requestLine, String key) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ApiWithoutDatabase.port())) {
            String request =
                    requestLine + "\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            try (InputStream answer = socket.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
