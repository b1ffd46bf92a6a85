package penstock.bench.harness;

import java.util.List;

/** An order that a buyer places, before anybody has written it down. */
public record Sale(String channelOrderId, List<Line> lines) {

    /** Units of the shop's SKU with that number. */
    public record Line(int sku, int quantity) {}
}
