package penstock.console.api;

import java.util.List;
import java.util.OptionalLong;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.ledger.Placed;
import penstock.core.shelf.Spot;
import penstock.core.warehouse.Bins;
import penstock.core.warehouse.Lots;
import penstock.core.warehouse.Named;
import penstock.core.warehouse.Reasons;

/** Looks up the bins, lots and reasons that a request names, and refuses when they are not there. Any thread. */
public final class Places {

    private final Bins bins;
    private final Lots lots;
    private final Reasons reasons;

    public Places(Bins bins, Lots lots, Reasons reasons) {
        this.bins = bins;
        this.lots = lots;
        this.reasons = reasons;
    }

    /** Which units a stock move means. */
    Placed placed(long sellerId, Sku sku, Location location, StockApi.StockMove move) {
        return new Placed(
                move.bin()
                        .map(code -> bin(sellerId, "bin", location.code(), code))
                        .orElse(OptionalLong.empty()),
                move.lot().map(code -> lot(sellerId, "lot", sku, code)).orElse(OptionalLong.empty()),
                move.toBin()
                        .map(code -> bin(sellerId, "toBin", location.code(), code))
                        .orElse(OptionalLong.empty()),
                move.toLot().map(code -> lot(sellerId, "toLot", sku, code)).orElse(OptionalLong.empty()),
                move.serials().orElse(List.of()),
                move.state());
    }

    /** Which units of a SKU come to a location. */
    Placed placed(long sellerId, Sku sku, String location, Named named) {
        return new Placed(
                named.bin().map(code -> bin(sellerId, "bin", location, code)).orElse(OptionalLong.empty()),
                named.lot().map(code -> lot(sellerId, "lot", sku, code)).orElse(OptionalLong.empty()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                named.serialNos());
    }

    OptionalLong bin(long sellerId, String field, String location, String code) {
        return OptionalLong.of(bins.find(sellerId, location, code)
                .orElseThrow(() ->
                        unknown(field, Verdict.UNKNOWN_BIN, location + " has no bin " + code + "; create it first"))
                .binId());
    }

    OptionalLong lot(long sellerId, String field, Sku sku, String code) {
        return OptionalLong.of(lots.find(sellerId, sku, code)
                .orElseThrow(() ->
                        unknown(field, Verdict.UNKNOWN_LOT, sku.code() + " has no lot " + code + "; create it first"))
                .lotId());
    }

    static Spot spot(OptionalLong binId, OptionalLong lotId) {
        return new Spot(binId.orElse(Spot.NO_BIN), lotId.orElse(Spot.NO_LOT));
    }

    String reason(long sellerId, String code) {
        if (!reasons.isTaken(sellerId, code)) {
            throw Refused.field(
                    ProblemType.UNKNOWN_REFERENCE,
                    "reason",
                    code + " is no adjustment reason; see the adjustment reasons");
        }
        return code;
    }

    private static Refused unknown(String field, Verdict verdict, String detail) {
        return Refused.field(ProblemType.UNKNOWN_REFERENCE, field, verdict.name(), detail);
    }
}
