package penstock.core.valuation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.valuation.DocumentLines.Line;
import penstock.core.valuation.DocumentLines.Resolved;

/** Writes an accepted document. One transaction, which holds the seller's cursor row. */
final class DocumentRows {

    private final Transaction transaction;

    DocumentRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** A line with its number. */
    private record Numbered(int lineNo, Line line) {}

    void insert(long documentNo, CostDraft draft, byte[] hash, Resolved resolved, Instant now) {
        transaction.update(
                """
                insert into cost_document (seller_id, document_no, caller_id, content_hash, kind, document_date,
                                           counts_after, recorded_at, currency, amount, rate, basis, reference, method)
                select s.seller_id, ?, ?, ?, ?, ?::date, s.head, ?::timestamptz, ?, ?, ?::numeric, ?, ?, ?
                  from seller s where s.seller_id = ?
                """,
                documentNo,
                draft.callerId(),
                hash,
                kind(draft),
                draft.date().toString(),
                now,
                resolved.written().currency().getCurrencyCode(),
                resolved.written().minor(),
                resolved.rate().toPlainString(),
                basis(draft).orElse(null),
                draft.reference(),
                draft instanceof CostDraft.Method chosen ? chosen.method().name() : null,
                transaction.sellerId());
        List<Numbered> lines = new ArrayList<>();
        for (Line line : resolved.lines()) {
            lines.add(new Numbered(lines.size() + 1, line));
        }
        if (!lines.isEmpty()) {
            insert(documentNo, lines);
        }
    }

    private void insert(long documentNo, List<Numbered> lines) {
        transaction.update(
                """
                insert into cost_document_line (seller_id, document_no, line_no, sku_id, layer, amount, per_units)
                select s.seller_id, ?, u.*
                  from seller s, unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .value(documentNo)
                        .ints(Numbered::lineNo)
                        .longs(numbered -> numbered.line().skuId())
                        .longs(numbered -> numbered.line().layer())
                        .longs(numbered -> numbered.line().amount())
                        .longs(numbered -> numbered.line().perUnits())
                        .then(transaction.sellerId()));
    }

    private static Optional<String> basis(CostDraft draft) {
        return draft instanceof CostDraft.Shared shared
                ? Optional.of(shared.basis().name())
                : Optional.empty();
    }

    private static String kind(CostDraft draft) {
        if (draft instanceof CostDraft.Costs costs) {
            return costs.opening() ? "OPENING_COST" : "RECEIPT_COST";
        } else if (draft instanceof CostDraft.Shared shared) {
            return shared.landed() ? "LANDED_COST" : "PRICE_DIFFERENCE";
        } else if (draft instanceof CostDraft.Prices prices) {
            return prices.standard() ? "STANDARD_COST" : "NET_REALISABLE_VALUE";
        }
        if (draft instanceof CostDraft.Produced produced) {
            return produced.what().name();
        }
        return draft instanceof CostDraft.Method ? "METHOD" : "PERIOD_CLOSE";
    }
}
