package penstock.console.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import penstock.console.api.SpaceApi.CostAnswer;
import penstock.console.api.SpaceApi.MeasureAnswer;
import penstock.console.api.SpaceApi.SkuSpaceAnswer;
import penstock.console.api.SpaceApi.SpaceAnswer;
import penstock.core.warehouse.SpaceUse.Key;
import penstock.core.warehouse.SpaceUse.SkuKey;
import penstock.core.warehouse.SpaceUse.SkuSpace;
import penstock.core.warehouse.SpaceUse.Space;

/** How room is used as a sheet (RFC 4180), read and written a page at a time. */
final class SpaceSheet {

    private static final int PAGE = 1_000;

    private SpaceSheet() {}

    /** Reads a page of rows, those after a key. */
    interface Pages<K, R> {
        List<R> read(K after, int limit);
    }

    static void ofSpaces(Pages<Key, Space> pages, OutputStream out) throws IOException {
        out.write(bytes(RejectionSheet.row(
                "location",
                "zone",
                "level",
                "in bins",
                "bins",
                "m³",
                "m³ used",
                "% filled",
                "bins without volume",
                "units without size",
                "kg",
                "kg used",
                "% loaded",
                "bins without weight limit",
                "units without weight",
                "cost of a m³ a month",
                "cost a month",
                "cost of what is used",
                "currency")));
        write(pages, Key.NOTHING, Space::key, SpaceSheet::row, out);
    }

    static void ofSkus(Pages<SkuKey, SkuSpace> pages, OutputStream out) throws IOException {
        out.write(
                bytes(RejectionSheet.row("location", "SKU", "zone", "units", "m³", "kg", "cost a month", "currency")));
        write(pages, SkuKey.NOTHING, SkuSpace::key, SpaceSheet::row, out);
    }

    private static <K, R> void write(
            Pages<K, R> pages, K before, Function<R, K> key, Function<R, String> row, OutputStream out)
            throws IOException {
        K last = before;
        List<R> page;
        do {
            page = pages.read(last, PAGE);
            for (R one : page) {
                out.write(bytes(row.apply(one)));
                last = key.apply(one);
            }
        } while (page.size() == PAGE);
    }

    private static String row(Space space) {
        SpaceAnswer shown = SpaceAnswer.of(space);
        MeasureAnswer m3 = shown.cubicMetres();
        MeasureAnswer kg = shown.kilograms();
        return RejectionSheet.row(
                shown.location(),
                shown.zone(),
                shown.level().map(Object::toString).orElse(""),
                Boolean.toString(shown.inBins()),
                Integer.toString(shown.bins()),
                m3.capacity().orElse(""),
                m3.used(),
                m3.filled().orElse(""),
                Integer.toString(m3.unlimited()),
                Integer.toString(m3.unmeasured()),
                kg.capacity().orElse(""),
                kg.used(),
                kg.filled().orElse(""),
                Integer.toString(kg.unlimited()),
                Integer.toString(kg.unmeasured()),
                shown.cost().flatMap(CostAnswer::perCubicMetre).orElse(""),
                cell(shown.cost(), CostAnswer::ofCapacity),
                cell(shown.cost(), CostAnswer::ofUsed),
                cell(shown.cost(), CostAnswer::currency));
    }

    private static String row(SkuSpace space) {
        SkuSpaceAnswer shown = SkuSpaceAnswer.of(space);
        return RejectionSheet.row(
                shown.location(),
                shown.sku(),
                shown.zone(),
                Integer.toString(shown.units()),
                shown.cubicMetres().orElse(""),
                shown.kilograms().orElse(""),
                shown.cost().orElse(""),
                shown.currency().orElse(""));
    }

    private static String cell(Optional<CostAnswer> cost, Function<CostAnswer, String> of) {
        return cost.map(of).orElse("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
