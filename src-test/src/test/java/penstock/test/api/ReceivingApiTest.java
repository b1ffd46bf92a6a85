package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.valuation.Valuing;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class ReceivingApiTest {

    private final Seller seller = Api.shared().seller().warehouse();

    @BeforeEach
    void enterWhatIsBought() {
        seller.post("/skus", "{\"code\": \"MUG\", \"title\": \"Mug\"}");
        seller.call("PUT", "/skus/MUG/packs/CASE", "{\"units\": 12}");
        Answer entered = seller.call("PUT", "/suppliers/ACME", """
                {"name": "Acme Pottery", "currency": "EUR", "leadTimeDays": 14}
                """);
        assertThat(entered.status()).isEqualTo(201);
        assertThat(order("PO-1", "\"pack\": \"CASE\", \"quantity\": 10, \"cost\": \"24.00\"")
                        .status())
                .isEqualTo(201);
    }

    private Answer order(String number, String line) {
        return seller.post("/purchase-orders", """
                {"number": "%s", "supplier": "ACME", "location": "WH1", "currency": "EUR",
                 "lines": [{"sku": "MUG", %s}]}
                """.formatted(number, line));
    }

    private Answer receive(String id, String rest) {
        return seller.post("/receipts", "{\"id\": \"" + id + "\", " + rest + "}");
    }

    @Test
    void aDeliveryIsHeldAgainstItsOrderAndWhatIsWrongIsResolved() {
        assertThat(seller.post("/purchase-orders/PO-1/order", "").at("/state")).isEqualTo("ORDERED");
        Answer received = receive("GR-1", """
                "order": "PO-1", "complete": true, "items": [{"sku": "MUG", "sound": 118, "damaged": 1}]
                """);
        assertThat(received.status()).isEqualTo(201);
        assertThat(received.at("/cost")).isEqualTo("POSTED");
        assertThat(received.body().at("/lines/0/expected").asInt()).isEqualTo(120);
        assertThat(received.body().at("/lines/0/sound").asInt()).isEqualTo(118);
        assertThat(receive("GR-1", """
                "order": "PO-1", "complete": true, "items": [{"sku": "MUG", "sound": 118, "damaged": 1}]
                """).status()).isEqualTo(200);
        Answer other = receive("GR-1", "\"order\": \"PO-1\", \"items\": [{\"sku\": \"MUG\", \"sound\": 1}]");
        assertThat(other.problem() + " " + other.at("/reason"))
                .isEqualTo("409 exists-with-different-content OTHER_CONTENT");
        Answer history = seller.get("/skus/MUG/history?after=0");
        assertThat(history.at("/movements/0/document/cause") + " " + history.at("/movements/0/document/name") + " "
                        + history.at("/movements/1/document/name") + " " + history.at("/movements/1/actor/name"))
                .isEqualTo("PURCHASE PO-1 GR-1 tests");
        Api.shared().service(Valuing.class).followToHead(seller.sellerId());
        assertThat(seller.get("/valuation").at("/total/worth")).isEqualTo("238.00");

        Answer wrong = seller.get("/discrepancies");
        assertThat(wrong.at("/discrepancies/0/kind") + " " + wrong.at("/discrepancies/1/kind"))
                .isEqualTo("DAMAGED UNDER");
        assertThat(resolve(wrong.at("/discrepancies/0/discrepancyId"), "AWAIT").at("/reason"))
                .isEqualTo("RESOLUTION_DOES_NOT_SERVE");
        assertThat(resolve(wrong.at("/discrepancies/0/discrepancyId"), "SEND_BACK")
                        .at("/verdict"))
                .isEqualTo("CHANGED");
        assertThat(resolve(wrong.at("/discrepancies/1/discrepancyId"), "GIVE_UP")
                        .status())
                .isEqualTo(200);
        assertThat(seller.get("/discrepancies").body().at("/discrepancies").size())
                .isZero();
        assertThat(seller.get("/discrepancies?state=RESOLVED").at("/discrepancies/1/note"))
                .isEqualTo("by phone");
        Answer order = seller.get("/purchase-orders/PO-1");
        assertThat(order.at("/state") + " " + order.at("/lines/0/total")).isEqualTo("RECEIVED 240.00");
        assertThat(seller.get("/stock?sku=MUG")
                        .body()
                        .at("/balances/0/incoming")
                        .asInt())
                .isZero();
    }

    private Answer resolve(String discrepancy, String resolution) {
        return seller.post("/discrepancies/" + discrepancy + "/resolve", """
                {"resolution": "%s", "note": "by phone"}
                """.formatted(resolution));
    }

    @Test
    void aLotIsInspectedByThePlanOfItsSupplier() {
        assertThat(seller.call("PUT", "/receiving-rules", """
                        {"supplier": "ACME", "plan": "AQL", "aql": "2.5", "overBasisPoints": 500,
                         "checklist": [{"question": "Width", "unit": "mm", "least": "9.5", "most": "10.5"}]}
                        """).status()).isEqualTo(200);
        assertThat(seller.get("/receiving-rules").at("/rules/0/aql")).isEqualTo("2.5");
        seller.post("/purchase-orders/PO-1/order", "");
        receive("GR-1", "\"order\": \"PO-1\", \"items\": [{\"sku\": \"MUG\", \"sound\": 126}]");
        Answer lot = seller.get("/inspections");
        assertThat(lot.at("/inspections/0/plan")).isEqualTo("AQL 2.5");
        assertThat(lot.body().at("/inspections/0/sample").asInt()).isEqualTo(20);
        assertThat(lot.body().at("/inspections/0/accepts").asInt()).isEqualTo(1);
        assertThat(seller.get("/stock?sku=MUG")
                        .body()
                        .at("/balances/0/qualityControl")
                        .asInt())
                .isEqualTo(126);
        String inspection = "/inspections/" + lot.at("/inspections/0/inspectionId");
        assertThat(seller.post(inspection + "/close", "").at("/reason")).isEqualTo("UNITS_ARE_THERE");
        assertThat(seller.post(inspection + "/result", "{\"inspected\": 20, \"defective\": 1}")
                        .at("/reason"))
                .isEqualTo("CHECKS_INCOMPLETE");
        Answer judged = seller.post(inspection + "/result", """
                {"inspected": 20, "defective": 2, "checks": [{"item": 1, "measured": "11.0"}],
                 "photos": [{"item": 1, "reference": "https://photos.example/1.jpg"}]}
                """);
        assertThat(judged.at("/state")).isEqualTo("REJECTED");
        assertThat(judged.body().at("/checks/0/passed").asBoolean()).isFalse();
        Answer sorted = seller.post(inspection + "/sort", "{\"available\": 120, \"toSupplier\": 6}");
        assertThat(sorted.at("/state")).isEqualTo("SORTED");
        assertThat(seller.balance("MUG")).isEqualTo("available 120 reserved 0");
    }

    @Test
    void lotsAndPiecesAreNamedWithTheItemsAndAfterwards() {
        seller.call("PATCH", "/locations/WH1", "{\"keepsBins\": true}");
        seller.post("/locations/WH1/bins", "{\"code\": \"A1\", \"barcode\": \"A1\", \"kind\": \"STORAGE\"}");
        seller.post(
                "/skus",
                "{\"code\": \"HONEY\", \"title\": \"Honey\", \"tracking\": {\"by\": \"LOT\", \"shelfLifeDays\": 365}}");
        seller.post("/skus", "{\"code\": \"CAM\", \"title\": \"Camera\", \"tracking\": {\"by\": \"SERIAL\"}}");
        Answer missing = receive("GR-1", "\"location\": \"WH1\", \"items\": [{\"sku\": \"HONEY\", \"sound\": 1}]");
        assertThat(missing.problem() + " " + missing.at("/reason")).isEqualTo("422 refused-place LOT_REQUIRED");
        assertThat(receive(
                                "GR-1",
                                "\"location\": \"WH1\", \"items\": [{\"sku\": \"HONEY\", \"sound\": 1,"
                                        + " \"expiresOn\": \"2099-01-01\"}]")
                        .at("/field"))
                .isEqualTo("items[0].lot");
        Answer came = receive("GR-1", """
                "location": "WH1", "items": [
                  {"sku": "HONEY", "sound": 4, "lot": "L1", "expiresOn": "2099-01-01", "bin": "A1"},
                  {"sku": "HONEY", "sound": 2, "lot": "L2", "expiresOn": "2020-01-01"},
                  {"sku": "CAM", "sound": 1, "serials": ["C1"]}, {"sku": "CAM", "damaged": 1, "serials": ["C2"]}]
                """);
        assertThat(came.at("/lines/0/lot") + came.at("/lines/0/bin") + came.at("/lines/3/serials/0"))
                .isEqualTo("L1A1C2");
        assertThat(seller.get("/discrepancies").at("/discrepancies/0/kind")).isEqualTo("UNFIT");
        assertThat(seller.get("/skus/CAM/serials").at("/serials/1/serial")).isEqualTo("C2");
        String name =
                "{\"id\": \"N1\", \"kind\": \"NAME\", \"sku\": \"CAM\", \"location\": \"WH1\", \"quantity\": 1%s}";
        assertThat(seller.post("/stock-moves", name.formatted("")).at("/field")).isEqualTo("toLot");
        Answer named = seller.post("/stock-moves", name.formatted(", \"serials\": [\"C3\"]"));
        assertThat(named.problem() + " " + named.at("/reason")).isEqualTo("422 refused-place ALREADY_NAMED");
        assertThat(seller.get("/receipts?cost=UNKNOWN").at("/receipts/0/id")).isEqualTo("GR-1");
        assertThat(seller.get("/receipts?cost=DUE").body().at("/receipts").size())
                .isZero();
    }

    @Test
    void anAnnouncementIsReceivedAndNumbersOfCartonsAreChecked() {
        seller.post("/purchase-orders/PO-1/order", "");
        String asn = """
                {"number": "N1", "supplier": "ACME", "expectedOn": "2026-03-05",
                 "lines": [{"order": "PO-1", "orderLine": 1, "units": 24, "sscc": "34012345000000000%s"}]}
                """;
        Answer wrong = seller.post("/announcements", asn.formatted("5"));
        assertThat(wrong.problem() + " " + wrong.at("/field") + " " + wrong.at("/reason"))
                .isEqualTo("400 invalid-field sscc WRONG_CHECK_DIGIT");
        assertThat(seller.post("/announcements", asn.formatted("0")).status()).isEqualTo(201);
        receive("GR-1", "\"announcement\": \"N1\", \"items\": [{\"sku\": \"MUG\", \"sound\": 24}]");
        assertThat(seller.get("/announcements/N1").at("/state")).isEqualTo("RECEIVED");
        assertThat(seller.post("/announcements/N1/cancel", "").at("/reason")).isEqualTo("ALREADY_RECEIVED");
        assertThat(seller.get("/purchase-orders?state=PARTLY_RECEIVED").at("/orders/0/number"))
                .isEqualTo("PO-1");
    }

    @Test
    void whatDoesNotServeIsNamedWithItsField() {
        assertThat(order("PO-2", "\"pack\": \"PALLET\", \"quantity\": 1, \"cost\": \"1\"")
                        .at("/reason"))
                .isEqualTo("UNKNOWN_PACK");
        assertThat(order("PO-2", "\"unit\": \"KILOGRAM\", \"quantity\": 1, \"cost\": \"1\"")
                        .at("/reason"))
                .isEqualTo("UNIT_MISMATCH");
        seller.call("PATCH", "/skus/MUG", "{\"lifecycle\": \"PHASING_OUT\"}");
        Answer gone = order("PO-2", "\"quantity\": 1, \"cost\": \"1\"");
        assertThat(gone.problem() + " " + gone.at("/reason")).isEqualTo("409 not-possible NOT_REORDERED");
        assertThat(receive("GR-9", "\"items\": [{\"sku\": \"MUG\", \"sound\": 1}]")
                        .problem())
                .isEqualTo("400 invalid-field");
        assertThat(receive("GR-9", "\"order\": \"PO-9\", \"items\": [{\"sku\": \"MUG\", \"sound\": 1}]")
                        .problem())
                .isEqualTo("404 not-found");
        assertThat(receive("GR-9", "\"order\": \"PO-1\", \"items\": [{\"sku\": \"MUG\", \"sound\": 1}]")
                        .at("/reason"))
                .isEqualTo("ORDER_NOT_OPEN");
        assertThat(receive("GR-9", "\"location\": \"WH1\", \"items\": [{\"sku\": \"MUG\", \"sound\": 0}]")
                        .at("/field"))
                .isEqualTo("sound");
    }
}
