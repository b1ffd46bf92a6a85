package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** SKUs of every kind, what they are known by and what they consist of. */
class MaterialsTest {

    private final Seller seller = Api.shared().seller();

    private Answer create(String code, String more) {
        return seller.post("/skus", "{\"code\": \"%s\", \"title\": \"%s\"%s}".formatted(code, code, more));
    }

    @Test
    void aSkuKeepsAllThatIsKnownOfIt() {
        String paint = """
                , "kind": "RAW_MATERIAL", "unit": "LITRE", "decimals": 2, "lifecycle": "PHASING_OUT", "safetyStock": 5,
                  "tracking": {"by": "LOT", "shelfLifeDays": 365, "daysOnReceipt": 180, "daysOnSale": 30},
                  "size": {"lengthMm": 200, "widthMm": 150, "heightMm": 180, "weightG": 1400},
                  "trade": {"unNumber": "UN1263", "hazardClass": "3", "countryOfOrigin": "DE", "hsCode": "320810"},
                  "family": {"brand": "Weir", "category": "Paint > Blue", "style": "PAINT", "attributes": {"colour": "blue"}}
                """;
        assertThat(create("PAINT", paint).status()).isEqualTo(201);
        assertThat(create("PAINT", paint).status()).isEqualTo(200);
        assertThat(create("PAINT", paint.replace("1400", "1401")).problem()).isEqualTo("409 conflict");
        Answer read = seller.get("/skus/PAINT");
        assertThat(read.at("/sku/unit") + read.at("/sku/decimals") + read.at("/sku/lifecycle"))
                .isEqualTo("LITRE2PHASING_OUT");
        assertThat(read.body().at("/sku/tracking").toString())
                .isEqualTo("{\"by\":\"LOT\",\"shelfLifeDays\":365,\"daysOnReceipt\":180,\"daysOnSale\":30}");
        assertThat(read.at("/sku/trade/unNumber") + read.at("/sku/family/attributes/colour"))
                .isEqualTo("UN1263blue");
        Answer changed = seller.call("PATCH", "/skus/PAINT", "{\"trade\": {\"hsCode\": \"320820\"}}");
        assertThat(changed.at("/trade/hsCode") + changed.at("/trade/unNumber") + changed.at("/size/weightG"))
                .isEqualTo("3208201400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"gtin\": \"4006381333932\"                              | 400 invalid-field | value           | WRONG_CHECK_DIGIT | but 1 was expected",
                "\"gtin\": \"12345\"                                      | 400 invalid-field | value           | WRONG_LENGTH      | has 5 digits",
                "\"decimals\": 1                                          | 400 invalid-field | decimals        | UNIT_MISMATCH     | counted in whole ones",
                "\"trade\": {\"countryOfOrigin\": \"XX\"}                 | 400 invalid-field | trade.countryOfOrigin | UNKNOWN_VALUE | ISO 3166-1",
                "\"tracking\": {\"by\": \"NONE\", \"shelfLifeDays\": 3}   | 400 invalid-field | tracking.shelfLifeDays | CONTRADICTION | LOT or SERIAL",
                "\"family\": {\"style\": \"S\"}                           | 400 invalid-field | family.attributes | MISSING         | tells it apart",
                "\"size\": {\"weightG\": 0}                               | 400 invalid-field | size.weightG    | OUT_OF_RANGE      | 1 to",
                "\"kind\": \"KIT\", \"safetyStock\": 1                    | 409 not-possible  | safetyStock     | KIT_NOT_POSSIBLE  | has no stock",
                "\"kind\": \"THING\"                                      | 400 invalid-field | kind            | ''                | RAW_MATERIAL"
            })
    void whatCannotBeIsRefusedWithItsFieldAndReason(
            String more, String problem, String field, String reason, String advice) {
        Answer refused = create("X", ", " + more);
        assertThat(refused.problem() + " " + refused.at("/field") + " " + refused.at("/reason"))
                .isEqualTo(problem + " " + field + " " + reason);
        assertThat(refused.at("/detail")).contains(advice);
        assertThat(seller.get("/skus/X").status()).isEqualTo(404);
    }

    @Test
    void whatIsWrittenDownInUnitsKeepsThem() {
        seller.warehouse();
        create("OIL", ", \"unit\": \"LITRE\", \"decimals\": 1");
        assertThat(seller.call("PATCH", "/skus/OIL", "{\"decimals\": 2}").status())
                .isEqualTo(200);
        seller.stock("OIL", 3);
        Answer refused = seller.call("PATCH", "/skus/OIL", "{\"decimals\": 3}");
        assertThat(refused.problem() + " " + refused.at("/field") + " " + refused.at("/reason"))
                .isEqualTo("409 not-possible decimals FIXED");
        assertThat(seller.call("PATCH", "/skus/OIL", "{\"tracking\": {\"by\": \"LOT\"}}")
                        .at("/reason"))
                .isEqualTo("FIXED");
        assertThat(seller.call("PATCH", "/skus/OIL", "{\"kind\": \"KIT\", \"unit\": \"PIECE\", \"decimals\": 0}")
                        .at("/field"))
                .isEqualTo("kind");
    }

    @Test
    void twoVariantsOfAStyleDiffer() {
        create("MUG-B", ", \"family\": {\"style\": \"MUG\", \"attributes\": {\"colour\": \"blue\"}}");
        Answer twin = create("MUG-C", ", \"family\": {\"style\": \"MUG\", \"attributes\": {\"colour\": \"blue\"}}");
        assertThat(twin.problem() + " " + twin.at("/reason")).isEqualTo("409 conflict TAKEN");
        assertThat(twin.at("/detail")).contains("MUG-B");
        create("MUG-C", ", \"family\": {\"style\": \"MUG\", \"attributes\": {\"colour\": \"cyan\"}}");
        Answer variants = seller.get("/skus/MUG-C/variants");
        assertThat(variants.at("/skus/0/code") + variants.at("/skus/1/code")).isEqualTo("MUG-BMUG-C");
    }

    @Test
    void anIdentifierIsOneSkusAndFoundHoweverItIsPrinted() {
        create("BOOK", "");
        create("PEN", "");
        String isbn = "{\"type\": \"GTIN\", \"value\": \"0-306-40615-2\"}";
        assertThat(seller.post("/skus/BOOK/identifiers", isbn).status()).isEqualTo(201);
        assertThat(seller.post("/skus/BOOK/identifiers", isbn).status()).isEqualTo(200);
        Answer taken = seller.post("/skus/PEN/identifiers", isbn.replace("0-306-40615-2", "9780306406157"));
        assertThat(taken.problem() + " " + taken.at("/reason")).isEqualTo("409 conflict TAKEN");
        for (String scanned : new String[] {"0306406152", "9780306406157", "978-0-306-40615-7", "09780306406157"}) {
            assertThat(seller.get("/identifiers?value=" + scanned).at("/matches/0/sku"))
                    .isEqualTo("BOOK");
        }
        seller.call("PUT", "/skus/BOOK/packs/CASE", "{\"units\": 12, \"size\": {\"weightG\": 6000}}");
        String carton = "{\"type\": \"GTIN\", \"value\": \"19780306406154\", \"pack\": \"CASE\"}";
        assertThat(seller.post("/skus/BOOK/identifiers", carton.replace("CASE", "BOX"))
                        .at("/reason"))
                .isEqualTo("UNKNOWN_PACK");
        assertThat(seller.post("/skus/BOOK/identifiers", carton).status()).isEqualTo(201);
        assertThat(seller.get("/identifiers?value=19780306406154").at("/matches/0/units"))
                .isEqualTo("12");
        seller.post("/skus/BOOK/identifiers", "{\"type\": \"MPN\", \"value\": \"77\"}");
        seller.post("/skus/PEN/identifiers", "{\"type\": \"MPN\", \"value\": \"77\"}");
        assertThat(seller.get("/identifiers?value=77").body().path("matches").size())
                .isEqualTo(2);
        assertThat(seller.call("DELETE", "/skus/BOOK/packs/CASE", "").status()).isEqualTo(204);
        assertThat(seller.get("/identifiers?value=19780306406154")
                        .body()
                        .path("matches")
                        .size())
                .isZero();
        assertThat(seller.call("DELETE", "/skus/BOOK/identifiers/GTIN/0306406152", "")
                        .status())
                .isEqualTo(204);
        assertThat(seller.call("DELETE", "/skus/BOOK/identifiers/GTIN/0306406152", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aKitConsistsOfWhatHasStock() {
        for (String code : new String[] {"CUP", "SAUCER"}) {
            create(code, "");
        }
        create("TEA-SET", ", \"kind\": \"KIT\"");
        create("GIFT", ", \"kind\": \"KIT\"");
        String parts = "{\"components\": [{\"sku\": \"CUP\", \"units\": 4}, {\"sku\": \"SAUCER\", \"units\": 4}]}";
        assertThat(seller.get("/skus/TEA-SET/kit").status()).isEqualTo(404);
        assertThat(seller.call("PUT", "/skus/TEA-SET/kit", parts).status()).isEqualTo(201);
        assertThat(seller.call("PUT", "/skus/TEA-SET/kit", parts).status()).isEqualTo(200);
        assertThat(seller.get("/skus/TEA-SET/kit").body().path("components").toString())
                .isEqualTo("[{\"sku\":\"CUP\",\"units\":4},{\"sku\":\"SAUCER\",\"units\":4}]");
        assertThat(seller.call("PUT", "/skus/CUP/kit", parts).at("/reason")).isEqualTo("KIT_NOT_POSSIBLE");
        assertThat(seller.call("PUT", "/skus/GIFT/kit", parts.replace("CUP", "TEA-SET"))
                        .at("/reason"))
                .isEqualTo("KIT_NOT_POSSIBLE");
        assertThat(seller.call("PUT", "/skus/GIFT/kit", parts.replace("CUP", "SPOON"))
                        .problem())
                .isEqualTo("422 unknown-reference");
        assertThat(seller.get("/skus/CUP/uses").at("/kits/0")).isEqualTo("TEA-SET");
    }

    @Test
    void aBillOfMaterialsIsVersionedExplodedAndNeverACycle() {
        create("MUG", "");
        create("BLANK", ", \"kind\": \"WORK_IN_PROGRESS\"");
        create("CLAY", ", \"kind\": \"RAW_MATERIAL\", \"unit\": \"KILOGRAM\", \"decimals\": 3");
        String mug = "{\"version\": 1, \"lines\": [{\"component\": \"BLANK\", \"units\": 1}]}";
        String blank = """
                {"version": 1, "batch": 10, "lines": [{"component": "CLAY", "units": 4500, "scrapBasisPoints": 250}]}
                """;
        assertThat(seller.post("/skus/MUG/boms", mug).status()).isEqualTo(201);
        assertThat(seller.post("/skus/BLANK/boms", blank).status()).isEqualTo(201);
        assertThat(seller.post("/skus/BLANK/boms", blank).status()).isEqualTo(200);
        assertThat(seller.post("/skus/BLANK/boms", blank.replace("4500", "4600"))
                        .problem())
                .isEqualTo("409 exists-with-different-content");
        assertThat(seller.get("/skus/MUG/requirements?quantity=25")
                        .body()
                        .path("requirements")
                        .toString())
                .contains("\"sku\":\"CLAY\",\"units\":11532,\"level\":2");
        Answer cycle =
                seller.post("/skus/CLAY/boms", "{\"version\": 1, \"lines\": [{\"component\": \"MUG\", \"units\": 1}]}");
        assertThat(cycle.problem() + " " + cycle.at("/reason")).isEqualTo("409 not-possible CYCLE");
        assertThat(cycle.at("/detail")).contains("CLAY > MUG > BLANK > CLAY");
        assertThat(seller.get("/skus/CLAY").at("/sku/lowLevelCode")).isEqualTo("2");
        assertThat(seller.get("/skus/CLAY/uses").body().path("madeInto").toString())
                .isEqualTo("[{\"sku\":\"BLANK\",\"steps\":1},{\"sku\":\"MUG\",\"steps\":2}]");
        seller.post("/skus/MUG/boms", mug.replace("BLANK", "CLAY").replace("\"version\": 1", "\"version\": 2"));
        assertThat(seller.get("/skus/CLAY").at("/sku/lowLevelCode")).isEqualTo("1");
        assertThat(seller.get("/skus/BLANK").at("/sku/lowLevelCode")).isEqualTo("0");
        assertThat(seller.get("/skus/MUG/boms").body().path("boms").size()).isEqualTo(2);
        assertThat(seller.post("/skus/MUG/boms", mug.replace("BLANK", "CLAY")).at("/field"))
                .isEqualTo("version");
    }
}
