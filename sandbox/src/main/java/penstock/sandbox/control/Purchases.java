package penstock.sandbox.control;

import java.util.ArrayList;
import java.util.List;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.buyer.Purchase;
import penstock.sandbox.http.Reply;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** A buyer's basket out of a control body, and the outcome into an answer. */
final class Purchases {
    private Purchases() {}

    /** The basket in {@code {"lines":[{"sku":"A","quantity":2}],"paid":true}}, or in {@code {"sku":"A","quantity":2}}. */
    static Basket basket(JsonNode body) {
        List<Basket.Wish> wishes = new ArrayList<>();
        Json.each(body, "lines").forEach(line -> wishes.add(wish(line)));
        if (wishes.isEmpty()) {
            wishes.add(wish(body));
        }
        return new Basket(wishes, Json.flag(body, "paid", true));
    }

    /** 201 with the order in the channel's own shape, or 409 with what was shown. */
    static Reply answer(Purchase purchase) {
        if (purchase instanceof Purchase.Sold sold) {
            return Reply.json(201, Json.object("outcome", "SOLD", "orderId", sold.orderId(), "order", sold.order()));
        }
        Purchase.SoldOut out = (Purchase.SoldOut) purchase;
        return Reply.json(
                409,
                Json.object("outcome", "SOLD_OUT", "sku", out.sku(), "wanted", out.wanted(), "shown", out.shown()));
    }

    private static Basket.Wish wish(JsonNode line) {
        int quantity = Json.integer(line, "quantity", 1);
        if (quantity < 1) {
            throw new Json.Malformed("A buyer buys at least one unit, but the quantity is " + quantity + ".");
        }
        return new Basket.Wish(Json.required(line, "sku"), quantity);
    }
}
