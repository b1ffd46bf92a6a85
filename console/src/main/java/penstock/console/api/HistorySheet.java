package penstock.console.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import penstock.core.history.Movement;
import penstock.core.history.Movement.Side;
import penstock.core.history.SkuHistory;
import penstock.core.history.SkuHistory.Filter;

/** A SKU's history as a sheet (RFC 4180), read and written a page at a time. One thread. */
final class HistorySheet {

    private static final int PAGE = 1_000;

    private final SkuHistory history;
    private final long sellerId;
    private final String skuCode;

    HistorySheet(SkuHistory history, long sellerId, String skuCode) {
        this.history = history;
        this.sellerId = sellerId;
        this.skuCode = skuCode;
    }

    void write(Filter filter, OutputStream out) throws IOException {
        out.write(bytes(RejectionSheet.row(
                "position",
                "posted at",
                "SKU",
                "units",
                "from location",
                "from condition",
                "before",
                "after",
                "to location",
                "to condition",
                "before",
                "after",
                "cause",
                "document",
                "name",
                "kind",
                "order",
                "cost document",
                "actor",
                "actor's id",
                "actor's name")));
        Optional<Long> next = Optional.of(0L);
        while (next.isPresent()) {
            SkuHistory.Page page = history.after(sellerId, skuCode, filter, next.get(), PAGE);
            for (Movement movement : page.movements()) {
                out.write(bytes(row(movement)));
            }
            next = page.next();
        }
    }

    private String row(Movement movement) {
        Cells from = Cells.of(movement.from());
        Cells to = Cells.of(movement.to());
        return RejectionSheet.row(
                Long.toString(movement.position()),
                movement.postedAt().toString(),
                skuCode,
                Integer.toString(movement.quantity()),
                from.location(),
                from.condition(),
                from.before(),
                from.after(),
                to.location(),
                to.condition(),
                to.before(),
                to.after(),
                movement.document().cause(),
                Long.toString(movement.document().id()),
                movement.document().name(),
                movement.document().kind(),
                movement.document().orderId().map(id -> Long.toString(id)).orElse(""),
                movement.document().costs().orElse(""),
                movement.actor().kind().name(),
                Long.toString(movement.actor().id()),
                movement.actor().name());
    }

    private record Cells(String location, String condition, String before, String after) {
        static Cells of(Side side) {
            if (side instanceof Side.Place place) {
                return new Cells(
                        place.locationCode(),
                        place.condition(),
                        Integer.toString(place.before()),
                        Integer.toString(place.after()));
            }
            return new Cells("", ((Side.Outside) side).who(), "", "");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
