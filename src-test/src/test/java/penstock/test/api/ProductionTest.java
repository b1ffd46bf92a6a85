package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import penstock.core.production.RollUp;
import penstock.test.TestDatabase;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** Things are planned, made, taken apart and kept up by the API, and reported. */
class ProductionTest {

    private final Api api = Api.shared();
    private final Seller seller = api.seller().warehouse();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    /** Stools of three legs, sawn and painted; legs at 1.00, paint of unknown cost. */
    private void stools() {
        seller.stock("STOOL", 1);
        seller.post("/skus", "{\"code\": \"LEG\", \"title\": \"Leg\"}");
        seller.post("/stock-moves", """
                {"id": "legs", "kind": "RECEIVE", "sku": "LEG", "location": "WH1", "quantity": 20,
                 "cost": {"unit": "1.00", "currency": "EUR"}}
                """);
        seller.stock("PAINT", 100);
        assertThat(seller.post("/skus/STOOL/boms", """
                        {"version": 1, "lines": [{"component": "LEG", "units": 3},
                                                 {"component": "PAINT", "units": 10, "role": "CONSUMABLE"}]}
                        """).status()).isEqualTo(201);
        String saw = "{\"name\": \"Saw\", \"minutesADay\": 480, \"labourPerHour\": \"36.00\"}";
        assertThat(seller.call("PUT", "/work-centres/SAW", saw).status()).isEqualTo(201);
        assertThat(seller.call("PUT", "/work-centres/SAW", saw).status()).isEqualTo(200);
        seller.call("PUT", "/work-centres/BOOTH", "{\"name\": \"Booth\", \"minutesADay\": 60}");
        assertThat(seller.call("PUT", "/skus/STOOL/routing", """
                        {"stages": [{"name": "Saw", "workCentre": "SAW", "setupSeconds": 600, "runSeconds": 100},
                                    {"name": "Paint", "workCentre": "BOOTH", "setupSeconds": 0, "runSeconds": 720}]}
                        """).status()).isEqualTo(200);
    }

    private String order(String number, int quantity, LocalDate due) {
        return """
                {"number": "%s", "sku": "STOOL", "quantity": %d, "location": "WH1", "dueOn": "%s", "issuing": "BACKFLUSH"}
                """.formatted(number, quantity, due);
    }

    private Answer act(String number, String what, String more) {
        return seller.post(
                "/production-orders/" + number + "/" + what,
                "{\"id\": \"" + what + more.hashCode() + "\"" + more + "}");
    }

    @Test
    void anOrderIsPlannedReleasedMadeAndCosted() {
        stools();
        assertThat(seller.post("/production-orders", order("P1", 4, today)).status())
                .isEqualTo(201);
        Answer again = seller.post("/production-orders", order("P1", 4, today));
        assertThat(again.status() + " " + again.at("/order/state") + " " + again.at("/materials/0/needed"))
                .isEqualTo("200 PLANNED 12");
        assertThat(seller.post("/production-orders", order("P1", 5, today)).problem())
                .isEqualTo("409 exists-with-different-content");
        assertThat(act("P1", "release", "").at("/stages/0/state")).isEqualTo("WAITING");
        act("P1", "start", ", \"stage\": 1");
        assertThat(act("P1", "report", ", \"stage\": 1, \"good\": 3, \"scrapped\": 1")
                        .problem())
                .isEqualTo("409 not-possible");
        act("P1", "report", ", \"stage\": 1, \"good\": 3, \"scrapped\": 1, \"reason\": \"split\"");
        act("P1", "start", ", \"stage\": 2");
        Answer made = act("P1", "report", ", \"stage\": 2, \"good\": 2, \"seconds\": 1500");
        assertThat(made.status()).as(made.toString()).isEqualTo(200);
        assertThat(made.at("/order/good") + " " + made.at("/order/scrapped") + " " + made.at("/stages/1/workedSeconds"))
                .isEqualTo("2 1 1500");
        assertThat(act("P1", "issue", ", \"materials\": [{\"sku\": \"LEG\", \"units\": 9}]")
                        .problem())
                .isEqualTo("422 exceeds-planned");
        api.service(RollUp.class).followToHead(seller.sellerId());
        Answer cost = seller.get("/production-orders/P1/cost");
        // nine legs, three of the spoilt stool; 600 + 4 × 100 seconds of sawing for four, of which three are through
        assertThat(cost.at("/materials") + " " + cost.at("/conversion") + " " + cost.at("/made") + " "
                        + cost.at("/inProgress"))
                .isEqualTo("9.00 10.00 16.50 2.50");
        assertThat(act("P1", "complete", "").at("/order/state")).isEqualTo("COMPLETED");
        Answer events = seller.get("/production-orders/P1/events?limit=3");
        assertThat(events.at("/events/0/what") + " " + events.at("/events/2/what"))
                .isEqualTo("PLAN START");
        assertThat(seller.get("/production-orders/P1/events?after=" + events.at("/next"))
                        .at("/events/0/moved/0"))
                .isEqualTo("issued LEG 3");
        assertThat(seller.get("/production-orders?state=COMPLETED").at("/orders/0/number"))
                .isEqualTo("P1");
        assertThat(seller.get("/production-orders/P9").status()).isEqualTo(404);
    }

    @Test
    void aCostThatWasRefusedIsShownAndRolledUpAgainWhenAsked() {
        stools();
        seller.post("/production-orders", order("P1", 4, today));
        api.service(RollUp.class).followToHead(seller.sellerId());
        assertThat(seller.post("/parked/production-costs/P1/replay", "").problem())
                .isEqualTo("404 not-found");
        TestDatabase.database().transact(seller.sellerId(), transaction -> transaction.update("""
                        insert into parked_production_cost (seller_id, production_id, reason, detail, parked_at)
                        select seller_id, production_id, 'AMOUNT_TOO_LARGE', 'more than there is', created_at
                          from production_order
                         where seller_id = ?
                        """, seller.sellerId()));
        Answer parked = seller.get("/parked/production-costs");
        assertThat(parked.at("/costs/0/number") + " " + parked.at("/costs/0/reason") + " "
                        + parked.at("/costs/0/detail"))
                .isEqualTo("P1 AMOUNT_TOO_LARGE more than there is");
        assertThat(seller.get("/production-orders/P1/cost").at("/parkedReason")).isEqualTo("AMOUNT_TOO_LARGE");
        assertThat(seller.post("/parked/production-costs/P1/replay", "").status())
                .isEqualTo(202);
        api.service(RollUp.class).followToHead(seller.sellerId());
        assertThat(seller.get("/parked/production-costs").body().path("costs").size())
                .isZero();
        assertThat(seller.get("/production-orders/P1/cost").body().has("parkedReason"))
                .isFalse();
    }

    @Test
    void whatCannotBePlannedIsRefusedWithItsField() {
        stools();
        seller.post("/locations", """
                {"code": "SUP", "name": "Supplier", "kind": "SUPPLIER", "shipsBy": "SELLER", "sourceRank": 9}
                """);
        Answer elsewhere =
                seller.post("/production-orders", order("P1", 4, today).replace("WH1", "SUP"));
        assertThat(elsewhere.at("/field") + " " + elsewhere.at("/reason")).isEqualTo("location CONTRADICTION");
        Answer noBill = seller.post("/production-orders", order("P1", 4, today).replace("STOOL", "LEG"));
        assertThat(noBill.at("/field") + " " + noBill.at("/reason")).isEqualTo("bomVersion MISSING");
        assertThat(seller.post("/production-orders", order("P1", 0, today)).at("/field"))
                .isEqualTo("quantity");
        assertThat(seller.post("/production-orders", order("P1", 4, today).replace(today.toString(), "soon"))
                        .at("/field"))
                .isEqualTo("dueOn");
        assertThat(seller.call("PUT", "/skus/STOOL/routing", """
                        {"stages": [{"name": "Bake", "workCentre": "OVEN", "setupSeconds": 0, "runSeconds": 1}]}
                        """).at("/field")).isEqualTo("workCentre");
    }

    @Test
    void whatMakingShouldCostIsRolledUp() {
        stools();
        api.service(RollUp.class).followToHead(seller.sellerId());
        api.service(penstock.core.valuation.Valuing.class).followToHead(seller.sellerId());
        Answer cost = seller.get("/skus/STOOL/standard-cost?quantity=10");
        assertThat(cost.at("/material") + " " + cost.at("/labour") + " " + cost.at("/perUnit") + " "
                        + cost.at("/unpriced/0"))
                .isEqualTo("30.00 16.00 4.60 PAINT");
    }

    @Test
    void reportsTellWhereWorkPilesUpWhatIsLateShortAndSpoilt() {
        stools();
        seller.post("/production-orders", order("P1", 4, today.minusDays(3)));
        seller.post("/production-orders", order("P2", 6, today));
        act("P1", "release", "");
        act("P2", "release", "");
        act("P1", "start", ", \"stage\": 1");
        act("P1", "report", ", \"stage\": 1, \"good\": 2, \"scrapped\": 1, \"reason\": \"split\"");
        Answer loads = seller.get("/production/bottlenecks");
        // nine are still to be painted for 12 minutes each, an hour a day
        assertThat(loads.at("/workCentres/0/workCentre") + " " + loads.at("/workCentres/0/days") + " "
                        + loads.at("/workCentres/0/waiting") + " " + loads.at("/workCentres/0/waitingMinutes"))
                .isEqualTo("BOOTH 1.80 1 24");
        // one stool of the first order, and six of the second with a setup
        assertThat(loads.at("/workCentres/1/plannedMinutes")).isEqualTo("22");
        assertThat(seller.get("/production/queues/SAW").at("/stages/1/number")).isEqualTo("P2");
        Answer late = seller.get("/production/overdue");
        assertThat(late.at("/orders/0/number") + " " + late.at("/orders/0/daysLate"))
                .isEqualTo("P1 3");
        assertThat(late.body().path("orders").size()).isEqualTo(1);
        seller.post("/production-orders", order("P3", 2, today));
        Answer lack = seller.get("/production/shortages");
        // 20 legs and 100 of paint less the spoilt stool's; 11 stools and the spoilt one need 36 and 120
        assertThat(lack.at("/materials/0/sku") + " " + lack.at("/materials/0/lacking") + " "
                        + lack.at("/materials/0/orders") + " " + lack.at("/materials/1/lacking"))
                .isEqualTo("LEG 16 3 20");
        Answer scrap = seller.get("/production/scrap?from=" + today + "&to=" + today);
        assertThat(scrap.at("/scrap/0/sku") + " " + scrap.at("/scrap/0/reason") + " " + scrap.at("/scrap/0/scrapped"))
                .isEqualTo("STOOL split 1");
    }

    @Test
    void unitsAreTakenApart() {
        stools();
        Answer apart = seller.post("/disassemblies", """
                {"number": "D1", "sku": "STOOL", "quantity": 1, "location": "WH1", "recovered": {"LEG": 6667},
                 "reason": "wobbles"}
                """);
        assertThat(apart.status() + " " + apart.at("/order/purpose") + " " + apart.at("/outputs/0/units"))
                .isEqualTo("201 TAKE_APART 2");
        assertThat(seller.balance("LEG")).isEqualTo("available 22 reserved 0");
        assertThat(seller.post("/disassemblies", """
                        {"number": "D2", "sku": "STOOL", "quantity": 1, "location": "WH1"}
                        """).problem()).isEqualTo("422 exceeds-available");
        assertThat(seller.post("/disassemblies", """
                        {"number": "D3", "sku": "STOOL", "quantity": 1, "location": "WH1", "recovered": {"PAINT": 1}}
                        """).at("/field")).isEqualTo("recovered");
    }

    @Test
    void equipmentIsServicedWithWhatIsInStock() {
        seller.stock("BELT", 3).stock("OIL", 1);
        String saw = """
                {"name": "Saw", "location": "WH1", "everyDays": 90, "everyRunHours": 500, "runHours": 480,
                 "inUseSince": "%s", "parts": {"BELT": 1, "OIL": 2}}
                """.formatted(today.minusDays(100));
        assertThat(seller.call("PUT", "/equipment/SAW-1", saw).status()).isEqualTo(201);
        assertThat(seller.call("PUT", "/equipment/SAW-1", saw).status()).isEqualTo(200);
        assertThat(seller.call("PUT", "/equipment/SAW-1", saw.replace("480", "470"))
                        .at("/field"))
                .isEqualTo("runHours");
        Answer due = seller.get("/services-due");
        assertThat(due.at("/equipment/0/code") + " " + due.at("/equipment/0/overdue") + " "
                        + due.at("/equipment/0/hoursLeft") + " " + due.at("/equipment/0/lacking/0"))
                .isEqualTo("SAW-1 true 20 OIL");
        String service = "{\"number\": \"S1\", \"servicedOn\": \"%s\"%s}";
        assertThat(seller.post("/equipment/SAW-1/services", service.formatted(today, ""))
                        .problem())
                .isEqualTo("422 exceeds-available");
        String used = ", \"used\": {\"BELT\": 1}, \"runHours\": 490";
        assertThat(seller.post("/equipment/SAW-1/services", service.formatted(today, used))
                        .status())
                .isEqualTo(201);
        assertThat(seller.post("/equipment/SAW-1/services", service.formatted(today, used))
                        .status())
                .isEqualTo(200);
        assertThat(seller.balance("BELT")).isEqualTo("available 2 reserved 0");
        assertThat(seller.get("/services-due").body().path("equipment").size()).isZero();
        assertThat(seller.get("/services-due?withinDays=90").at("/equipment/0/dueOn"))
                .isEqualTo(today.plusDays(90).toString());
        assertThat(seller.get("/equipment/SAW-1/services").at("/services/0/used/0"))
                .isEqualTo("BELT 1");
        assertThat(seller.get("/equipment").at("/equipment/0/runHours")).isEqualTo("490");
        assertThat(seller.post("/equipment/SAW-9/services", service.formatted(today, ""))
                        .status())
                .isEqualTo(404);
    }
}
