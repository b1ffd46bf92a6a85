package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import penstock.core.port.SheetFiles.Format;

/** The lots and pieces that a table of opening stock names. */
class OpeningUnitsTest extends TableCalls {

    private static final String HEADER = "sku,location,quantity,entry,lot,expires_on\n";

    private List<String> lots(String sku) {
        return StreamSupport.stream(
                        seller.get("/skus/" + sku + "/lots").body().path("lots").spliterator(), false)
                .map(lot -> lot.path("code").asString() + " "
                        + lot.path("expiresOn").asString())
                .toList();
    }

    private void honey() {
        seller.warehouse();
        send("skus", "code,title,tracking\nHONEY,Honey,LOT\n");
    }

    @Test
    void openingStockNamesItsLotsAndPieces() {
        seller.warehouse();
        send("skus", "code,title,tracking\nHONEY,Honey,LOT\nCAMERA,Camera,SERIAL\n");
        String stock = """
                sku,location,quantity,entry,lot,expires_on,serials
                HONEY,WH1,5,1,L1,2099-05-31,
                HONEY,WH1,2,2,,,
                CAMERA,WH1,2,1,,,S2; S1
                CAMERA,WH1,1,2,C1,2099-01-01,S3
                """;
        assertThat(counts(dry("opening-stock", stock))).startsWith("4 rows: 4 created");
        assertThat(seller.get("/skus/HONEY/lots").body().path("lots"))
                .as("it was taken back")
                .isEmpty();
        assertThat(counts(send("opening-stock", stock))).startsWith("4 rows: 4 created");
        assertThat(counts(send("opening-stock", stock))).startsWith("4 rows: 0 created, 0 changed, 4 unchanged");
        String written = new String(download(seller, "opening-stock", Format.CSV), StandardCharsets.UTF_8);
        assertThat(written).isEqualToNormalizingNewlines("""
                        sku,location,quantity,unit_cost,currency,entry,lot,expires_on,serials
                        HONEY,WH1,5,,,1,L1,2099-05-31,
                        HONEY,WH1,2,,,2,,,
                        CAMERA,WH1,2,,,1,,,S1;S2
                        CAMERA,WH1,1,,,2,C1,2099-01-01,S3
                        """);
        assertThat(counts(send("opening-stock", written))).startsWith("4 rows: 0 created, 0 changed, 4 unchanged");
        assertThat(seller.get("/stock-details?sku=HONEY").body().path("details"))
                .hasSize(2);
        assertThat(seller.get("/skus/CAMERA/serials").body().path("serials")).hasSize(3);
    }

    @Test
    void lotsAndPiecesThatCannotBeAreRefusedByName() {
        seller.warehouse();
        send("skus", "code,title,tracking\nHONEY,Honey,LOT\nCAMERA,Camera,SERIAL\nMUG,Mug,\n");
        send(
                "opening-stock",
                "sku,location,quantity,lot,expires_on,serials\nCAMERA,WH1,1,,,S1\nHONEY,WH1,1,L1,2099-01-01,\n");
        String wrong = """
                sku,location,quantity,entry,lot,expires_on,serials
                CAMERA,WH1,1,2,,,
                CAMERA,WH1,2,3,,,S4
                CAMERA,WH1,1,4,,,S1
                CAMERA,WH1,1,5,,,S5
                CAMERA,WH1,1,6,,,S5
                HONEY,WH1,1,2,L9,,
                HONEY,WH1,1,3,L1,2098-01-01,
                HONEY,WH1,1,4,OLD,2001-01-01,
                HONEY,WH1,1,5,NEW,31.5.2027,
                MUG,WH1,1,1,L1,,
                CAMERA,WH1,1,1,,,S9
                """;
        String faults = faults(dry("opening-stock", wrong));
        assertThat(faults).isEqualTo("""
                2 serials  MISSING
                3 serials S4 UNIT_MISMATCH
                4 serials S1 TAKEN
                6 serials S5 DUPLICATE_ROW
                7 lot L9 UNKNOWN_VALUE
                8 expires_on 2098-01-01 CONTRADICTION
                9 lot OLD CONTRADICTION
                10 expires_on 31.5.2027 MALFORMED
                10 lot NEW UNKNOWN_VALUE
                11 lot L1 CONTRADICTION
                12 quantity 1 EXISTS_WITH_DIFFERENT_CONTENT
                """);
        assertThat(faults(send("opening-stock", wrong))).isEqualTo(faults);
        assertThat(lots("HONEY")).as("what was refused left no lot behind").containsExactly("L1 2099-01-01");
        String right = "sku,location,quantity,entry,lot,expires_on\nHONEY,WH1,1,4,OLD,2101-01-01\n";
        assertThat(counts(send("opening-stock", right))).startsWith("1 rows: 1 created");
    }

    @Test
    void theDayOfALotIsThatOfTheRowThatSaysItThoughThatRowIsRefused() {
        honey();
        String stock = HEADER + "HONEY,NOWHERE,5,1,L1,2099-05-31\nHONEY,WH1,2,2,L1,\n";
        assertThat(faults(dry("opening-stock", stock))).isEqualTo("2 location NOWHERE UNKNOWN_LOCATION\n");
        assertThat(faults(send("opening-stock", stock))).isEqualTo("2 location NOWHERE UNKNOWN_LOCATION\n");
        assertThat(lots("HONEY")).containsExactly("L1 2099-05-31");
        assertThat(counts(send("opening-stock", stock))).startsWith("2 rows: 0 created, 0 changed, 1 unchanged");
    }

    @Test
    void theDayOfALotIsKnownHoweverFarUpItStands() {
        honey();
        StringBuilder stock = new StringBuilder(HEADER);
        for (int entry = 1; entry <= 201; entry++) {
            stock.append("HONEY,WH1,1,").append(entry).append(",L1,").append(entry == 1 ? "2099-05-31\n" : "\n");
        }
        assertThat(counts(dry("opening-stock", stock.toString()))).startsWith("201 rows: 201 created");
        assertThat(counts(send("opening-stock", stock.toString()))).startsWith("201 rows: 201 created");
        assertThat(lots("HONEY")).containsExactly("L1 2099-05-31");
    }
}
