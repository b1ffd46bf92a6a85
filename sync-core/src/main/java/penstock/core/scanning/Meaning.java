package penstock.core.scanning;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.store.Transaction;
import penstock.core.warehouse.Bins;
import penstock.core.warehouse.Bins.Bin;

/** What a barcode stands for. */
sealed interface Meaning {

    /** SKUs suggested for a barcode that nobody knows. */
    int MAX_SUGGESTIONS = 5;

    /** The label of a bin, of whichever location. */
    record OfBin(Bin bin) implements Meaning {}

    /**
     * An article or a pack of it, by its code or any of its identifiers.
     *
     * @param units of the SKU in what bears the barcode
     * @param lot that the label names
     * @param expiresOn that the label names
     * @param serial that the label names
     */
    record OfSku(Sku sku, int units, Optional<String> lot, Optional<LocalDate> expiresOn, Optional<String> serial)
            implements Meaning {}

    /** Nothing that is known by itself: a lot or a serial, if one is expected. */
    record OfText(String text) implements Meaning {}

    /** Nothing that can be used. */
    record Unclear(Judged judged) implements Meaning {}

    /** Looks up what a barcode stands for. */
    static Meaning of(Transaction transaction, String barcode, LocalDate today) {
        Optional<Label> label;
        try {
            label = Label.read(barcode, today);
        } catch (Label.Unreadable e) {
            return new Unclear(Judged.refused(Found.UNREADABLE_LABEL, String.valueOf(e.getMessage())));
        }
        if (label.isPresent()) {
            return ofLabel(transaction, label.get());
        }
        Optional<Bin> bin = Bins.findScanned(transaction, barcode.strip());
        if (bin.isPresent()) {
            return new OfBin(bin.get());
        }
        return ofArticle(transaction, barcode.strip()).orElseGet(() -> new OfText(barcode.strip()));
    }

    private static Meaning ofLabel(Transaction transaction, Label label) {
        return ofArticle(transaction, label.gtin())
                .map(article -> article instanceof OfSku plain
                        ? new OfSku(plain.sku(), plain.units(), label.lot(), label.expiresOn(), label.serial())
                        : article)
                .orElseGet(() -> new Unclear(unknown(transaction, label.gtin())));
    }

    private static Optional<Meaning> ofArticle(Transaction transaction, String text) {
        Map<String, Sku> byCode = SkuRows.byCode(transaction, List.of(text));
        if (!byCode.isEmpty()) {
            return Optional.of(plain(Objects.requireNonNull(byCode.get(text)), 1));
        }
        List<Identifiers.Match> matches = Identifiers.find(transaction, text);
        List<String> skus =
                matches.stream().map(Identifiers.Match::sku).distinct().toList();
        if (skus.size() > 1) {
            return Optional.of(new Unclear(new Judged(
                    Found.AMBIGUOUS_BARCODE,
                    "several SKUs have it; scan another barcode of the article",
                    skus.subList(0, Math.min(MAX_SUGGESTIONS, skus.size())),
                    Optional.empty())));
        }
        return matches.stream()
                .findFirst()
                .map(match -> plain(
                        Objects.requireNonNull(SkuRows.byCode(transaction, skus).get(match.sku())), match.units()));
    }

    private static Meaning plain(Sku sku, int units) {
        return new OfSku(sku, units, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What is said of a barcode that nobody knows. */
    static Judged unknown(Transaction transaction, String text) {
        return Judged.unknown(
                "no bin, SKU, lot or serial of ours has it; if it is an article's, enter it as an identifier of its SKU",
                Listings.suggest(transaction, text, MAX_SUGGESTIONS));
    }
}
