package penstock.test.check;

import static penstock.core.check.Invariant.LAYERS_ARE_THE_STOCK;

import java.util.stream.Stream;

/** What can go wrong with the valuation, in SQL. */
final class CostPlants {

    private CostPlants() {}

    static Stream<Plant> all() {
        return Stream.of(units(), money(), documents()).flatMap(plants -> plants);
    }

    private static Stream<Plant> units() {
        return Stream.of(
                Plant.of(LAYERS_ARE_THE_STOCK, "a layer lost", "units left, the postings left", """
                        delete from cost_layer where seller_id = :seller
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a posting changed", "units left, the postings left", """
                        update posting set quantity = quantity + 1 where seller_id = :seller and from_location = 0
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a unit too many left", "units left, the postings left", """
                        update cost_layer set remaining = remaining + 1 where seller_id = :seller and remaining < quantity
                        """),
                Plant.of(
                        LAYERS_ARE_THE_STOCK,
                        "a unit taken from nobody",
                        "had 20 units: 18 are left, 3 were taken",
                        """
                        update layer_consumption set quantity = quantity + 1 where seller_id = :seller
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a consumption of no layer", "there is no such layer", """
                        update layer_consumption set layer = 4711 where seller_id = :seller
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a location that was another's", "units left, the postings left", """
                        update location set kind = 'SUPPLIER' where seller_id = :seller and code = 'WH1'
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "ahead of the ledger", "the ledger ends at", """
                        update valuation_cursor set position = position + 1 where seller_id = :seller
                        """));
    }

    private static Stream<Plant> money() {
        return Stream.of(
                Plant.of(LAYERS_ARE_THE_STOCK, "a cent too much in stock", "its journal says", """
                        update sku_value set value = value + 1 where seller_id = :seller
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a cent too much in a layer", "what is left of its layers", """
                        update cost_layer set value = value + 1 where seller_id = :seller and remaining > 0
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a cent too much sold", "what left cost", """
                        update layer_consumption set value = value + 1 where seller_id = :seller
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a cent of variance", "the variance is 1", """
                        update sku_value set variance = variance + 1 where seller_id = :seller
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "an entry changed", "its journal says", """
                        update cost_entry set amount = amount + 1 where seller_id = :seller and to_account = 'STOCK'
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "units of an entry changed", "its journal says", """
                        update cost_entry set quantity = quantity + 1
                         where seller_id = :seller and to_account = 'COST_OF_GOODS_SOLD' and quantity > 0
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a written-down cent too much", "its journal says", """
                        update sku_value set allowance = allowance + 1 where seller_id = :seller and allowance > 0
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "stock of no SKU", "its journal says 7 worth", """
                        insert into cost_entry (seller_id, position, document_no, sku_id, line_no, booked_on, from_account,
                                                to_account, quantity, amount, channel_account_id, layer)
                        values (:seller, 1, 0, 4711, 1, '2026-03-01', 'PURCHASES', 'STOCK', 7, 7, 0, 1)
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "more written down than it cost", "its journal says", """
                                update sku_value set allowance = value + 1 where seller_id = :seller
                                """)
                        .refusedBy("sku_value"));
    }

    private static Stream<Plant> documents() {
        return Stream.of(
                Plant.of(LAYERS_ARE_THE_STOCK, "an invoice changed", "its documents say", """
                        update cost_document_line l set amount = l.amount + 1
                          from cost_document d
                         where l.seller_id = :seller and d.seller_id = :seller and d.document_no = l.document_no
                           and d.kind = 'RECEIPT_COST'
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "freight changed", "its documents say", """
                        update cost_document_line l set amount = l.amount + 1
                          from cost_document d
                         where l.seller_id = :seller and d.seller_id = :seller and d.document_no = l.document_no
                           and d.kind = 'LANDED_COST'
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a layer's cost changed", "its documents say", """
                        update cost_layer set goods = goods + 1 where seller_id = :seller and not provisional
                        """),
                Plant.of(LAYERS_ARE_THE_STOCK, "a document skipped", "its documents say", """
                        update cost_layer set landed = 0 where seller_id = :seller and landed > 0
                        """));
    }
}
