package penstock.sandbox.supplier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.sandbox.Listener;
import penstock.sandbox.Played;

class SupplierTest {
    private final Played played = new Played();
    private final Listener listener = new Listener();

    @BeforeEach
    void aSupplierWhoWritesGerman() {
        played.control(
                "POST",
                "supplier/suppliers",
                "{'name':'nord','skuColumn':'Artikel','quantityColumn':'Stück','priceColumn':'Preis','delimiter':';',"
                        + "'decimalComma':true,'charset':'ISO-8859-1','stock':["
                        + "{'sku':'N;1','quantity':12,'cost':'1234.5'},{'sku':'N2','quantity':0,'cost':'7'}]}");
    }

    @AfterEach
    void close() {
        played.close();
        listener.close();
    }

    @Test
    void theFeedIsWrittenAsTheSupplierWritesIt() {
        Played.Answer feed = played.get("/supplier/nord");

        assertThat(new String(feed.raw().body(), StandardCharsets.ISO_8859_1))
                .isEqualTo("Artikel;Stück;Preis\r\n\"N;1\";12,0;1.234,50\r\nN2;0,0;7,00\r\n");
        assertThat(feed.raw().headers().firstValue("Content-Type")).contains("text/csv; charset=ISO-8859-1");
    }

    @Test
    void aDeltaHoldsWhatChangedSinceTheLastPushThatWasTaken() {
        played.control("PUT", "supplier/nord/stock", "{'sku':'N2','quantity':3}");
        listener.status = 503;
        push(true);
        assertThat(listener.next().body())
                .asString(StandardCharsets.ISO_8859_1)
                .contains("N2;3,0")
                .doesNotContain("N;1");
        listener.status = 204;
        push(true);

        Listener.Heard heard = listener.next();
        assertThat(heard.body()).asString(StandardCharsets.ISO_8859_1).contains("N2;3,0;7,00");
        assertThat(heard.headers()).containsEntry("X-Api-Key", "k");
        push(true);
        assertThat(listener.next().body()).asString(StandardCharsets.ISO_8859_1).isEqualTo("Artikel;Stück;Preis\r\n");
    }

    @Test
    void aFileIsDroppedWholeUnderItsFinalName(@TempDir Path folder) throws Exception {
        played.control("POST", "supplier/nord/drop", "{'folder':'" + folder + "','fileName':'stock.csv'}");

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("stock.csv"));
        }
        assertThat(Files.size(folder.resolve("stock.csv"))).isGreaterThan(20);
    }

    private void push(boolean delta) {
        played.control(
                "POST",
                "supplier/nord/push",
                "{'url':'" + listener.uri() + "','headers':{'X-Api-Key':'k'},'delta':" + delta + "}");
    }
}
