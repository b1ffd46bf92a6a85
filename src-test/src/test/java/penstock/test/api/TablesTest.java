package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.masterdata.MasterData;
import penstock.core.port.SheetFiles.Format;
import penstock.core.valuation.Valuing;
import penstock.routes.sheet.Sheets;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;
import tools.jackson.databind.JsonNode;

/** Tables that come from spreadsheets and go back into them. */
class TablesTest extends TableCalls {

    private static final String SKUS = """
            code,title,kind,unit,decimals,lifecycle,tracking,shelf_life_days,weight_g,country_of_origin,style,attributes
            MUG-B,"Mug, blue",,,,,,,350,DE,MUG,colour=blue
            MUG-R,"Mug, red",,,,PHASING_OUT,,,350,DE,MUG,colour=red
            CLAY,Clay,RAW_MATERIAL,KILOGRAM,3,,LOT,720,,,,
            GAS,Gas,MRO_SUPPLY,CUBIC_METRE,1,,,,,,,
            PAIR,Pair of mugs,KIT,,,,,,,,,
            """;

    @Test
    void aDryRunSaysWhatTheFileWouldDoAndDoesNothing() {
        assertThat(counts(dry("skus", SKUS))).isEqualTo("5 rows: 5 created, 0 changed, 0 unchanged, 0 rejected");
        assertThat(seller.get("/skus").body().path("skus").size()).isZero();
        assertThat(counts(send("skus", SKUS))).isEqualTo("5 rows: 5 created, 0 changed, 0 unchanged, 0 rejected");
        assertThat(counts(dry("skus", SKUS))).isEqualTo("5 rows: 0 created, 0 changed, 5 unchanged, 0 rejected");
        assertThat(counts(send("skus", SKUS))).isEqualTo("5 rows: 0 created, 0 changed, 5 unchanged, 0 rejected");
    }

    @Test
    void aColumnThatIsMissingStaysAndAnEmptyCellEmpties() {
        send("skus", SKUS);
        assertThat(counts(send("skus", "code,weight_g\nMUG-B,\nMUG-R,350\n")))
                .isEqualTo("2 rows: 0 created, 1 changed, 1 unchanged, 0 rejected");
        Answer mug = seller.get("/skus/MUG-B");
        assertThat(mug.at("/sku/title") + mug.at("/sku/size/weightG") + mug.at("/sku/trade/countryOfOrigin"))
                .isEqualTo("Mug, blueDE");
    }

    @Test
    void everyWrongCellIsToldWithItsLineColumnValueAndReason() {
        Answer report = send("skus", """
                code,title,kind,unit,decimals,weight_g,un_number,hazard_class,country_of_origin,style,attributes
                OK,Fine,,,,,,,,,
                A/B,Bad code,,,,,,,,,
                ,No code,,,,,,,,,
                NO-TITLE,,,,,,,,,,
                TWO,Two faults,TOY,,,heavy,,,,,
                DEC,Decimals,,PIECE,2,,,,,,
                UN,No class,,,,,UN1263,,,,
                XX,Country,,,,,,,XX,,
                OK,Again,,,,,,,,,
                V1,Variant,,,,,,,,S,size=M
                V2,Twin,,,,,,,,S,size=M
                """);
        assertThat(counts(report)).isEqualTo("11 rows: 2 created, 0 changed, 0 unchanged, 9 rejected");
        assertThat(faults(report)).isEqualTo("""
                3 code A/B MALFORMED
                4 code  MISSING
                5 title  MISSING
                6 kind TOY UNKNOWN_VALUE
                6 weight_g heavy NOT_A_NUMBER
                7 decimals 2 UNIT_MISMATCH
                8 hazard_class  CONTRADICTION
                9 country_of_origin XX UNKNOWN_VALUE
                10 code OK DUPLICATE_ROW
                12 attributes size=M TAKEN
                """);
        assertThat(report.at("/faults/3/advice")).startsWith("kind is none of FINISHED_GOOD");
    }

    @Test
    void identifiersAreVerifiedAndPacksKnown() {
        send("skus", SKUS);
        send("packs", "sku,name,quantity,weight_g\nMUG-B,CASE,12,4500\n");
        Answer report = send("identifiers", """
                sku,type,value,pack
                MUG-B,GTIN,4006381333931,
                MUG-B,GTIN,14006381333938,CASE
                MUG-R,GTIN,04006381333931,
                MUG-R,GTIN,4006381333932,
                MUG-R,GTIN,96385074,BOX
                MUG-R,EAN,96385074,
                NONE,MPN,1,
                """);
        assertThat(counts(report)).isEqualTo("7 rows: 2 created, 0 changed, 0 unchanged, 5 rejected");
        assertThat(faults(report)).isEqualTo("""
                4 value 04006381333931 TAKEN
                5 value 4006381333932 WRONG_CHECK_DIGIT
                6 pack BOX UNKNOWN_PACK
                7 type EAN UNKNOWN_VALUE
                8 sku NONE UNKNOWN_SKU
                """);
        assertThat(report.at("/faults/1/advice")).contains("1 was expected");
    }

    @Test
    void aKitIsTakenAsAWholeOrNotAtAll() {
        send("skus", SKUS + "GIFT,Gift,KIT,,,,,,,,,\n");
        Answer report = send("kits", """
                sku,component,quantity
                PAIR,MUG-B,1
                GIFT,MUG-B,1
                PAIR,MUG-R,1
                GIFT,CLAY,0.2505
                GIFT,NONE,1
                """);
        assertThat(counts(report)).isEqualTo("5 rows: 2 created, 0 changed, 0 unchanged, 3 rejected");
        assertThat(faults(report)).isEqualTo("""
                3 quantity  TOO_MANY_DECIMALS
                5 quantity 0.2505 TOO_MANY_DECIMALS
                6 component NONE UNKNOWN_SKU
                """);
        assertThat(seller.get("/skus/GIFT/kit").status()).isEqualTo(404);
    }

    @Test
    void aCycleWithinAFileIsToldWithItsPath() {
        send("skus", SKUS + "SLIP,Slip,WORK_IN_PROGRESS,LITRE,1,,,,,,,\n");
        Answer report = send("boms", """
                sku,version,batch,component,quantity,scrap_percent,role
                MUG-B,1,10,SLIP,4.5,,
                SLIP,1,100,CLAY,60.125,2.5%,
                SLIP,1,100,GAS,3,,consumable
                CLAY,1,,MUG-B,1,,
                """);
        assertThat(counts(report)).isEqualTo("4 rows: 3 created, 0 changed, 0 unchanged, 1 rejected");
        assertThat(report.at("/faults/0/line") + " " + report.at("/faults/0/advice"))
                .startsWith("5 component would need itself: CLAY > MUG-B > SLIP > CLAY");
        assertThat(seller.get("/skus/MUG-B/requirements?quantity=10")
                        .body()
                        .path("requirements")
                        .toString())
                .contains(
                        "\"sku\":\"SLIP\",\"units\":45",
                        "\"sku\":\"CLAY\",\"units\":2774",
                        "\"sku\":\"GAS\",\"units\":2");
    }

    @Test
    void openingStockIsEnteredOnceWithItsCost() {
        seller.warehouse();
        rateOfTheDollar("0.5");
        send("skus", SKUS);
        String stock = """
                sku,location,quantity,unit_cost,currency,entry
                MUG-B,WH1,10,2.35,,
                MUG-B,WH1,5,2.5,EUR,2
                CLAY,WH1,120.5,0.8,USD,
                """;
        assertThat(counts(dry("opening-stock", stock))).startsWith("3 rows: 3 created");
        assertThat(seller.get("/stock").body().path("balances").size()).isZero();
        assertThat(counts(send("opening-stock", stock))).startsWith("3 rows: 3 created");
        assertThat(counts(send("opening-stock", stock))).startsWith("3 rows: 0 created, 0 changed, 3 unchanged");
        assertThat(counts(dry("opening-stock", stock))).startsWith("3 rows: 0 created, 0 changed, 3 unchanged");
        assertThat(seller.balance("MUG-B") + "; " + seller.balance("CLAY"))
                .isEqualTo("available 15 reserved 0; available 120500 reserved 0");
        Answer other = dry("opening-stock", stock.replace("2.35", "2.36"));
        assertThat(faults(other)).isEqualTo("2 unit_cost 2.36 EXISTS_WITH_DIFFERENT_CONTENT\n");
        assertThat(faults(send("opening-stock", stock.replace("2.35", "2.36")))).isEqualTo(faults(other));
        assertThat(new String(download(seller, "opening-stock", Format.CSV), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("""
                        sku,location,quantity,unit_cost,currency,entry,lot,expires_on,serials
                        MUG-B,WH1,10,2.35,EUR,1,,,
                        MUG-B,WH1,5,2.50,EUR,2,,,
                        CLAY,WH1,120.500,0.80,USD,1,,,
                        """);
    }

    @Test
    void whatOpeningStockCostIsWhatItIsWorth() {
        seller.warehouse();
        send("skus", SKUS);
        String stock = "sku,location,quantity,unit_cost,currency\nMUG-B,WH1,10,2.35,EUR\nCLAY,WH1,120.5,0.8,USD\n";
        assertThat(faults(send("opening-stock", stock))).isEqualTo("3 currency USD NO_EXCHANGE_RATE\n");
        rateOfTheDollar("0.5");
        assertThat(counts(send("opening-stock", stock)))
                .startsWith("2 rows: 1 created, 0 changed, 1 unchanged, 0 rejected");
        assertThat(worth("MUG-B") + "; " + worth("CLAY")).isEqualTo("23.50; 48.20");
    }

    @Test
    void aCostThatWasNotKnownIsAddedLater() {
        seller.warehouse();
        send("skus", SKUS);
        String stock = "sku,location,quantity,unit_cost\nMUG-B,WH1,10,";
        send("opening-stock", stock);
        assertThat(counts(dry("opening-stock", stock + "2.35"))).startsWith("1 rows: 0 created, 1 changed");
        assertThat(worth("MUG-B")).isEqualTo("0.00");
        assertThat(counts(send("opening-stock", stock + "2.35"))).startsWith("1 rows: 0 created, 1 changed");
        assertThat(worth("MUG-B")).isEqualTo("23.50");
        assertThat(counts(send("opening-stock", stock))).startsWith("1 rows: 0 created, 0 changed, 1 unchanged");
    }

    private void rateOfTheDollar(String rate) {
        Answer entered = seller.call("PUT", "/exchange-rates/USD/2026-01-01", "{\"rate\": \"" + rate + "\"}");
        assertThat(entered.status()).as("%s", entered).isEqualTo(200);
    }

    private String worth(String sku) {
        Api.shared().service(Valuing.class).followToHead(seller.sellerId());
        for (JsonNode row : seller.get("/valuation").body().path("skus")) {
            if (row.path("sku").asString().equals(sku)) {
                return row.path("value").path("cost").asString();
            }
        }
        throw new AssertionError("nothing is known of what " + sku + " is worth");
    }

    @Test
    void openingStockThatCannotBeIsRefusedByName() {
        seller.warehouse();
        send("skus", SKUS);
        assertThat(faults(send("opening-stock", """
                sku,location,quantity,unit_cost,currency,entry
                MUG-B,WH2,1,,,
                NONE,WH1,1,,,
                PAIR,WH1,1,,,
                MUG-B,WH1,1.5,,,
                MUG-B,WH1,0,,,3
                MUG-B,WH1,-1,,,4
                MUG-B,WH1,9999999999,,,5
                MUG-B,WH1,NaN,,,6
                MUG-B,WH1,1,2.355,,7
                MUG-B,WH1,1,-1,,8
                MUG-B,WH1,1,1,EURO,9
                MUG-B,WH1,,1,,10
                """))).isEqualTo("""
                2 location WH2 UNKNOWN_LOCATION
                3 sku NONE UNKNOWN_SKU
                4 sku PAIR KIT_NOT_POSSIBLE
                5 quantity 1.5 TOO_MANY_DECIMALS
                6 quantity 0 OUT_OF_RANGE
                7 quantity -1 OUT_OF_RANGE
                8 quantity 9999999999 OUT_OF_RANGE
                9 quantity NaN NOT_A_NUMBER
                10 unit_cost 2.355 TOO_MANY_DECIMALS
                11 unit_cost -1 OUT_OF_RANGE
                12 currency EURO UNKNOWN_VALUE
                13 quantity  MISSING
                """);
        assertThat(seller.get("/stock").body().path("balances").size()).isZero();
    }

    @Test
    void listingsAreBoundAndTheirParkedOrdersMapped() {
        seller.warehouse();
        send("skus", SKUS);
        String account = seller.account("bazaar");
        String name = seller.get("/accounts/" + account).at("/name");
        String file = "account,channel_sku,sku,pack_size,quantity_cap\n" + name + ",B-1,MUG-B,,\n" + name
                + ",B-6,MUG-B,6,3\nNobody,B-1,MUG-B,,\n" + name + ",B-9,NONE,,\n";
        Answer report = send("listings", file);
        assertThat(counts(report)).isEqualTo("4 rows: 2 created, 0 changed, 0 unchanged, 2 rejected");
        assertThat(faults(report)).isEqualTo("4 account Nobody UNKNOWN_ACCOUNT\n5 sku NONE UNKNOWN_SKU\n");
        assertThat(counts(send("listings", file))).contains("2 unchanged, 2 rejected");
        assertThat(counts(send("listings", file.replace(",3\n", ",4\n")))).contains("1 changed, 1 unchanged");
        assertThat(faults(send("listings", file.replace(",6,3\n", ",5,3\n")))).startsWith("3 pack_size 5 FIXED\n");
    }

    @Test
    void oneKeyOfASupplierGivesTheFigureOfASku() {
        send("skus", SKUS);
        String name = seller.get("/accounts/" + seller.account("supplier")).at("/name");
        String header = "account,channel_sku,sku\n";
        assertThat(faults(send("listings", header + name + ",S-1,MUG-B\n" + name + ",S-2,MUG-B\n")))
                .isEqualTo("3 sku MUG-B TAKEN\n");
        assertThat(faults(send("listings", header + name + ",S-3,MUG-B\n"))).isEqualTo("2 sku MUG-B TAKEN\n");
        assertThat(counts(send("listings", header + name + ",S-1,MUG-B\n"))).contains("1 unchanged, 0 rejected");
    }

    @Test
    void suppliersAreKeptByTheirCode() {
        String feed = seller.get("/accounts/" + seller.account("supplier")).at("/name");
        String shop = seller.get("/accounts/" + seller.account("bazaar")).at("/name");
        String file =
                "code,name,currency,lead_time_days,feed_account\nACME,Acme,usd,14," + feed + "\nBOLT,Bolt,EUR,,\n";
        assertThat(counts(send("suppliers", file))).startsWith("2 rows: 2 created");
        assertThat(counts(send("suppliers", file.replace("Bolt", "Bolt & Co"))))
                .contains("1 changed, 1 unchanged, 0 rejected");
        assertThat(counts(send("suppliers", "code,name,currency\nACME,Acme,USD\n")))
                .as("a column that the file does not have stays as it is")
                .contains("1 unchanged, 0 rejected");
        assertThat(new String(download(seller, "suppliers", Format.CSV), java.nio.charset.StandardCharsets.UTF_8))
                .contains("BOLT,Bolt & Co,EUR,0,");
        assertThat(faults(send("suppliers", """
                code,name,currency,lead_time_days,feed_account
                ACME,Acme,USD,14,%s
                BOLT,Bolt,EURO,,
                BOLT,Bolt,EUR,731,
                A/B,Bolt,EUR,,
                CORK,Cork,EUR,,
                CORK,Cork,EUR,1,
                """.formatted(shop)))).isEqualTo("""
                2 feed_account %s UNKNOWN_ACCOUNT
                3 currency EURO UNKNOWN_VALUE
                4 lead_time_days 731 OUT_OF_RANGE
                5 code A/B MALFORMED
                7 code CORK DUPLICATE_ROW
                """.formatted(shop));
    }

    @Test
    void locationsKeepWhatTheyAre() {
        String file = "code,name,kind,ships_by,source_rank\nWH1,Bath,WAREHOUSE,SELLER,1\nWH2,York,WAREHOUSE,SELLER,\n";
        assertThat(counts(send("locations", file))).startsWith("2 rows: 2 created");
        assertThat(counts(send("locations", file.replace("York", "Hull")))).startsWith("2 rows: 0 created, 1 changed");
        assertThat(faults(send("locations", file.replace("WAREHOUSE", "FBA"))))
                .isEqualTo("2 kind FBA FIXED\n3 kind FBA FIXED\n");
        assertThat(faults(send("locations", file.replace("SELLER,1", "PROVIDER,1"))))
                .isEqualTo("2 provider_account  MISSING\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSV", "XLSX"})
    void whatIsGivenOutIsTakenInByAnotherSeller(Format format) {
        seller.warehouse();
        send("skus", SKUS);
        send("packs", "sku,name,quantity,weight_g\nMUG-B,CASE,12,4500\n");
        send("identifiers", "sku,type,value,pack\nMUG-B,GTIN,4006381333931,\nMUG-B,GTIN,14006381333938,CASE\n");
        send("kits", "sku,component,quantity\nPAIR,MUG-B,1\nPAIR,MUG-R,1\n");
        send("boms", "sku,version,batch,component,quantity,scrap_percent,role\nMUG-B,1,10,CLAY,4.5,2.5,\n");
        send("boms", "sku,version,batch,component,quantity,scrap_percent,role\nMUG-B,2,10,CLAY,4.25,,\n");
        send("opening-stock", "sku,location,quantity,unit_cost\nMUG-B,WH1,10,2.35\n");
        send("suppliers", "code,name,currency,lead_time_days\nACME,Acme,USD,14\n");
        Seller other = Api.shared().seller();
        for (MasterData.Table table : Api.shared().service(MasterData.class).tables()) {
            byte[] file = download(seller, table.name(), format);
            Answer taken = send(other, table.name(), file, format == Format.CSV ? "text/csv" : XLSX, "");
            assertThat(taken.at("/rejected")).as("%s", taken).isEqualTo("0");
            assertThat(rows(format, download(other, table.name(), format)))
                    .as(table.name())
                    .isEqualTo(rows(format, file));
        }
    }

    private static List<String> rows(Format format, byte[] file) {
        List<String> rows = new ArrayList<>();
        new Sheets()
                .read(format, new ByteArrayInputStream(file))
                .forEachRemaining(row -> rows.add(row.line() + " " + row.cells()));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|the file is empty",
                "code,title,colour\nA,B,C|column 3 is called \"colour\", which the table does not know; it has code, title",
                "title\nA|the header lacks code",
                "code,code,title\nA,A,T|the column code stands there twice",
                "code,title\nA,T,more|line 2 has a value in column 3, which has no name in the header"
            })
    void aFileThatCannotBeUsedAsAWholeIsRefused(String fileAndDetail) {
        String[] parts = fileAndDetail.split("\\|", 2);
        Answer refused = send("skus", parts[0]);
        assertThat(refused.problem() + " " + refused.at("/detail")).startsWith("422 unusable-table " + parts[1]);
        assertThat(seller.get("/skus").body().path("skus").size()).isZero();
    }

    @Test
    void aFileOfTooManyRowsIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Sheets().write(Format.CSV, out, row -> {
            row.accept(List.of("code", "title"));
            for (int i = 0; i <= MasterData.MAX_ROWS; i++) {
                row.accept(List.of("S" + i, "T"));
            }
        });
        Answer refused = send("skus", out.toByteArray(), "text/csv", "");
        assertThat(refused.problem() + " " + refused.at("/detail")).contains("unusable-table", "50000 rows");
    }

    @Test
    void thereAreOnlyTheTablesThatAreListed() {
        assertThat(StreamSupport.stream(
                                seller.get("/tables").body().path("tables").spliterator(), false)
                        .map(table -> table.path("name").asString()))
                .containsExactly(
                        "skus",
                        "packs",
                        "identifiers",
                        "kits",
                        "boms",
                        "locations",
                        "bins",
                        "work-centres",
                        "equipment",
                        "suppliers",
                        "opening-stock",
                        "listings");
        assertThat(send("secrets", "a\nb\n").problem()).isEqualTo("404 not-found");
        assertThat(send("skus", new byte[0], "application/json", "").status()).isEqualTo(415);
        assertThat(seller.with(seller.key("VIEWER", "")).get("/tables/skus").status())
                .isEqualTo(200);
        Seller viewer = seller.with(seller.key("VIEWER", ""));
        assertThat(send(viewer, "skus", SKUS.getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/csv", "")
                        .problem())
                .isEqualTo("403 forbidden");
    }
}
