package penstock.core.book;

import java.util.ArrayList;
import java.util.List;

/** A channel's line as lines of an order: one of a SKU, of a kit one for each component. */
final class BoundLines {

    private BoundLines() {}

    static List<OrderLine> add(Order order, String channelLineId, String channelSku, Binding binding, int ordered) {
        if (!binding.isKit()) {
            return List.of(add(order, channelLineId, channelSku, binding.skuId(), binding.packSize(), ordered));
        }
        List<OrderLine> lines = new ArrayList<>(binding.parts().size());
        for (Binding.Part part : binding.parts()) {
            lines.add(add(order, channelLineId, channelSku, part.skuId(), part.packSize(), ordered));
        }
        return lines;
    }

    private static OrderLine add(
            Order order, String channelLineId, String channelSku, long skuId, int packSize, int ordered) {
        int units = Math.multiplyExact(ordered, packSize);
        OrderLine line =
                OrderLine.mapped(order, order.lines().size() + 1, channelLineId, channelSku, skuId, packSize, units);
        order.attach(line);
        return line;
    }

    static void map(OrderLine line, Binding binding) {
        int ordered = line.ordered();
        int cancelled = line.cancelled();
        int elsewhere = line.elsewhere();
        List<Binding.Part> parts = binding.taken();
        line.map(parts.get(0).skuId(), parts.get(0).packSize());
        for (Binding.Part part : parts.subList(1, parts.size())) {
            OrderLine other =
                    add(line.order(), line.channelLineId(), line.channelSku(), part.skuId(), part.packSize(), ordered);
            other.cancelShort(Math.multiplyExact(cancelled, part.packSize()));
            other.leaveElsewhere(Math.multiplyExact(elsewhere, part.packSize()));
        }
    }
}
