package penstock.test.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import penstock.core.port.SheetFiles.Format;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;
import tools.jackson.databind.JsonNode;

/** What tests of tables send and how they read the answers. */
abstract class TableCalls {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    final Seller seller = Api.shared().seller();

    Answer send(String table, String csv) {
        return send(table, csv.getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/csv", "");
    }

    Answer dry(String table, String csv) {
        return send(table, csv.getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/csv", "?dryRun=true");
    }

    Answer send(String table, byte[] body, String type, String query) {
        return send(seller, table, body, type, query);
    }

    static Answer send(Seller to, String table, byte[] body, String type, String query) {
        return to.api()
                .send(to.api()
                        .request(to.path() + "/tables/" + table + query)
                        .header("Authorization", "Bearer " + to.key())
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    static byte[] download(Seller from, String table, Format format) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            from.api()
                                    .request(from.path() + "/tables/" + table + "?format=" + format)
                                    .header("Authorization", "Bearer " + from.key())
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code 5 rows: 4 created, 0 changed, 0 unchanged, 1 rejected} */
    static String counts(Answer answer) {
        return answer.at("/rows") + " rows: " + answer.at("/created") + " created, " + answer.at("/changed")
                + " changed, " + answer.at("/unchanged") + " unchanged, " + answer.at("/rejected") + " rejected";
    }

    static String faults(Answer answer) {
        return StreamSupport.stream(answer.body().path("faults").spliterator(), false)
                .map(TableCalls::fault)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String fault(JsonNode fault) {
        return fault.path("line").asInt() + " " + fault.path("column").asString() + " "
                + fault.path("value").asString() + " " + fault.path("reason").asString();
    }
}
