package penstock.test.check;

import static penstock.core.check.Invariant.ONE_EFFECT_PER_CAUSE;
import static penstock.core.check.Invariant.PRODUCTION_ADDS_UP;

import java.util.stream.Stream;

/** What can go wrong in the making of things. */
final class ProductionPlants {

    private ProductionPlants() {}

    static Stream<Plant> all() {
        return Stream.of(units(), stages(), causes()).flatMap(plants -> plants);
    }

    private static Stream<Plant> units() {
        return Stream.of(
                Plant.of(PRODUCTION_ADDS_UP, "more was issued than was told", "its postings took", """
                        update production_event_line set units = units + 1 where seller_id = :seller and flow = 'ISSUED'
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "what came back was not told", "what was done says", """
                        delete from production_event_line where seller_id = :seller and flow = 'RETURNED'
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "a material counts otherwise", "units were issued and", """
                        update production_material set issued = issued + 1 where seller_id = :seller
                        """),
                Plant.of(
                        PRODUCTION_ADDS_UP, "what came back counts otherwise", "units were issued and 1 returned", """
                        update production_material set returned = returned - 1 where seller_id = :seller and returned > 0
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "more was made than was yielded", "to be inspected; 2 were yielded", """
                        update production_order set good = good + 1 where seller_id = :seller and number = 'P1'
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "more was made than was planned", "made 7 sound units", """
                                update production_order set good = planned + 2 where seller_id = :seller and number = 'P1'
                                """)
                        .refusedBy("production_order"),
                Plant.of(
                        PRODUCTION_ADDS_UP,
                        "a unit waits that nobody made wait",
                        "of which 1 wait to be inspected",
                        """
                        update production_order set awaiting = 1 where seller_id = :seller and number = 'P1'
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "something else came of it", "were to come of it", """
                        update production_output set units = units + 1 where seller_id = :seller
                        """));
    }

    private static Stream<Plant> stages() {
        return Stream.of(
                Plant.of(
                        PRODUCTION_ADDS_UP, "a stage made more than came to it", "2 units came to it, 3 came out", """
                        update production_stage set good = good + 1
                         where seller_id = :seller and stage_no = 2 and good = 2
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "a spoilt unit is forgotten", "and 0 spoilt, its stages say", """
                        update production_order set scrapped = 0 where seller_id = :seller and number = 'P2'
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "work that nobody reported", "its reports say", """
                        update production_stage set worked_seconds = worked_seconds + 1 where seller_id = :seller
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "work that costs nothing", "its documents say", """
                        update production_cost set absorbed = absorbed - 1 where seller_id = :seller and absorbed > 0
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "a loss that nobody wrote off", "lost 1,", """
                        update production_cost set lost = 1 where seller_id = :seller and lost > 0
                        """));
    }

    private static Stream<Plant> causes() {
        return Stream.of(
                Plant.of(PRODUCTION_ADDS_UP, "an adjustment goes into production", "moved units by STOCK_MOVE", """
                        update posting set cause = 'STOCK_MOVE'
                         where seller_id = :seller and cause = 'PRODUCTION' and to_condition = 'production'
                        """),
                Plant.of(
                        PRODUCTION_ADDS_UP,
                        "production goes to the adjustments",
                        "though they went to or came from",
                        """
                        update posting set to_condition = 'adjustment'
                         where seller_id = :seller and cause = 'PRODUCTION' and to_condition = 'production'
                        """),
                Plant.of(PRODUCTION_ADDS_UP, "a service took more", "took 2 units, its postings say 1", """
                        update service_order_line set units = 2 where seller_id = :seller
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "an order that nobody planned", "caused by PRODUCTION", """
                        update posting set cause_id = 4711 where seller_id = :seller and cause = 'PRODUCTION'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a service that nobody did", "caused by SERVICE", """
                        update posting set cause_id = 4711 where seller_id = :seller and cause = 'SERVICE'
                        """));
    }
}
