package penstock.core.valuation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import penstock.core.costing.Layer;
import penstock.core.money.Money;
import penstock.core.money.Shares;
import penstock.core.store.Transaction;
import penstock.core.valuation.CostDraft.Basis;
import penstock.core.valuation.CostDraft.Receipt;
import penstock.core.valuation.Posted.Result;

/** Finds what a document speaks of, converts its money and divides it. One transaction. */
final class DocumentLines {

    private final Transaction transaction;
    private final Measures measures;
    private final Currency own;
    private final Function<Currency, Optional<BigDecimal>> rates;

    DocumentLines(Transaction transaction, Currency own, Function<Currency, Optional<BigDecimal>> rates) {
        this.transaction = transaction;
        this.measures = new Measures(transaction);
        this.own = own;
        this.rates = rates;
    }

    /** The document cannot be accepted. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Posted posted;

        Refusal(Result result, String detail) {
            super(detail, null, false, false);
            this.posted = Posted.refused(result, detail);
        }

        Posted posted() {
            return posted;
        }
    }

    /** @param layer 0 for the SKU as a whole */
    record Line(long skuId, long layer, long amount, long perUnits) {}

    /** What a document comes to. */
    record Resolved(Money written, BigDecimal rate, List<Line> lines) {}

    private record Found(long skuId, Layer layer, Receipt receipt) {}

    Resolved resolve(CostDraft draft) {
        try {
            if (draft instanceof CostDraft.Costs costs) {
                return costs(costs);
            } else if (draft instanceof CostDraft.Shared shared) {
                return shared(shared);
            } else if (draft instanceof CostDraft.Prices prices) {
                return new Resolved(new Money(0, own), BigDecimal.ONE, prices(prices));
            }
            if (draft instanceof CostDraft.Produced produced) {
                return produced(produced);
            }
            return new Resolved(new Money(0, own), BigDecimal.ONE, List.of());
        } catch (IllegalArgumentException e) {
            throw new Refusal(Result.AMOUNT_TOO_LARGE, String.valueOf(e.getMessage()));
        }
    }

    private Resolved costs(CostDraft.Costs draft) {
        List<Found> found =
                find(draft.lines().stream().map(CostDraft.ReceiptCost::receipt).toList());
        Currency currency = draft.lines().get(0).amount().currency();
        BigDecimal rate = rate(draft, currency);
        List<Line> lines = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < found.size(); i++) {
            Money amount = draft.lines().get(i).amount();
            total += amount.minor();
            lines.add(new Line(
                    found.get(i).skuId(),
                    found.get(i).layer().position(),
                    amount.exchange(rate, own).minor(),
                    1));
        }
        return new Resolved(new Money(total, currency), rate, lines);
    }

    private Resolved shared(CostDraft.Shared draft) {
        List<Found> found = find(draft.receipts());
        BigDecimal rate = rate(draft, draft.amount().currency());
        long amount = draft.amount().exchange(rate, own).minor();
        List<Long> weights =
                found.stream().map(each -> weight(draft.basis(), each)).toList();
        if (weights.stream().allMatch(weight -> weight == 0)) {
            throw new Refusal(
                    Result.NOTHING_TO_DIVIDE_BY,
                    "the receipts have no " + draft.basis() + " to divide the amount by; choose another basis");
        }
        long[] parts = Shares.split(amount, weights);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            Layer layer = found.get(i).layer();
            Layer.Figures figures = layer.figures();
            long after = (draft.landed() ? figures.landed() : figures.goods()) + parts[i];
            if (after < 0) {
                throw new Refusal(
                        Result.COST_BELOW_ZERO,
                        found.get(i).receipt() + " would cost " + after + " minor units; it cost "
                                + (after - parts[i]));
            }
            lines.add(new Line(found.get(i).skuId(), layer.position(), parts[i], 1));
        }
        return new Resolved(draft.amount(), rate, lines);
    }

    private List<Line> prices(CostDraft.Prices draft) {
        return draft.lines().stream()
                .map(line -> new Line(
                        skuId(line.skuCode()),
                        0,
                        line.price().minor(),
                        line.price().per()))
                .toList();
    }

    private Resolved produced(CostDraft.Produced draft) {
        long total =
                draft.amounts().stream().mapToLong(CostDraft.OfLayer::amount).sum();
        return new Resolved(
                new Money(total, own),
                BigDecimal.ONE,
                draft.amounts().stream()
                        .map(amount -> new Line(amount.skuId(), amount.layer(), amount.amount(), 1))
                        .toList());
    }

    private BigDecimal rate(CostDraft draft, Currency currency) {
        return rates.apply(currency).orElseThrow(() -> {
            Posted refused = CostDocuments.noRate(currency, draft.date());
            return new Refusal(refused.result(), refused.detail());
        });
    }

    private long weight(Basis basis, Found found) {
        return switch (basis) {
            case VALUE -> found.layer().figures().goods();
            case QUANTITY -> found.layer().quantity();
            case WEIGHT, VOLUME -> measure(basis, found);
        };
    }

    private long measure(Basis basis, Found found) {
        if (found.receipt().measure().isPresent()) {
            return found.receipt().measure().getAsLong();
        }
        OptionalLong all = basis == Basis.WEIGHT
                ? measures.weight(found.skuId(), found.layer().quantity())
                : measures.volume(found.skuId(), found.layer().quantity());
        if (all.isEmpty()) {
            throw new Refusal(
                    Result.NOTHING_TO_DIVIDE_BY,
                    "the " + basis + " of " + found.receipt() + " is not known; state its measure");
        }
        return all.getAsLong();
    }

    private List<Found> find(List<Receipt> receipts) {
        Set<Long> seen = new HashSet<>();
        List<Found> all = new ArrayList<>();
        for (Receipt receipt : receipts) {
            Found found = find(receipt);
            if (!seen.add(found.layer().position())) {
                throw new Refusal(Result.RECEIPT_NAMED_TWICE, receipt + " is named twice");
            }
            all.add(found);
        }
        return all;
    }

    private Found find(Receipt receipt) {
        String condition = receipt.byStockMove() ? "cause = ?" : "layer = ?";
        Object key = receipt.byStockMove() ? "STOCK_MOVE " + receipt.id() : (Object) receipt.id();
        return transaction
                .find(
                        "select * from cost_layer where seller_id = ? and " + condition + " order by layer limit 1",
                        row -> new Found(row.getLong("sku_id"), SkuRows.layer(row), receipt),
                        transaction.sellerId(),
                        key)
                .orElseThrow(() -> new Refusal(Result.UNKNOWN_RECEIPT, "nothing that is valued came in by " + receipt));
    }

    private long skuId(String code) {
        return transaction
                .find(
                        "select sku_id from sku where seller_id = ? and code = ?",
                        row -> row.getLong("sku_id"),
                        transaction.sellerId(),
                        code)
                .orElseThrow(() -> new Refusal(Result.UNKNOWN_SKU, "there is no SKU " + code));
    }
}
