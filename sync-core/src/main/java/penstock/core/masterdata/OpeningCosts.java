package penstock.core.masterdata;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.money.Money;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.CostDraft;
import penstock.core.valuation.CostDraft.Receipt;
import penstock.core.valuation.CostDraft.ReceiptCost;
import penstock.core.valuation.Posted;

/** What opening stock cost: a cost document for each entry that says it. */
final class OpeningCosts {

    private final CostDocuments documents;
    private final Clock clock;

    OpeningCosts(CostDocuments documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** An entry of which somebody says the cost. */
    record Stated(Cells row, String callerId, long moveId, Money total) {
        String id() {
            return CostDraft.idOfMove(callerId);
        }
    }

    /** Why a cost in a currency cannot be booked, before the units are in. One file. */
    final class Bookable {
        private final long sellerId;
        private final Map<Currency, Optional<Posted>> asked = new HashMap<>();

        Bookable(long sellerId) {
            this.sellerId = sellerId;
        }

        Optional<InvalidField> fault(Currency currency) {
            return asked.computeIfAbsent(currency, each -> documents.refuses(sellerId, today(), each))
                    .map(refused -> new InvalidField(
                            "currency",
                            currency.getCurrencyCode(),
                            Reason.NO_EXCHANGE_RATE,
                            "has " + refused.detail()));
        }
    }

    /** What is known of entries' costs, by the callers' ids. */
    Map<String, Money> known(long sellerId, List<String> callerIds) {
        Map<String, String> byDocument = new HashMap<>();
        callerIds.forEach(callerId -> byDocument.put(CostDraft.idOfMove(callerId), callerId));
        Map<String, Money> known = new HashMap<>();
        documents
                .amounts(sellerId, List.copyOf(byDocument.keySet()))
                .forEach((id, amount) -> known.put(byDocument.getOrDefault(id, id), amount));
        return known;
    }

    /**
     * What comes of the costs of entries that are there, or would be: a cost that was not known is added, one that differs
     * is refused.
     */
    Map<String, Outcome> judge(long sellerId, List<Stated> stated, boolean dryRun) {
        Map<String, Money> known =
                known(sellerId, stated.stream().map(Stated::callerId).toList());
        Map<String, Outcome> outcomes = new HashMap<>();
        List<Stated> added = new ArrayList<>();
        for (Stated entry : stated) {
            Money before = known.get(entry.callerId());
            if (before == null) {
                added.add(entry);
                outcomes.put(entry.callerId(), Outcome.CHANGED);
            } else if (before.equals(entry.total())) {
                outcomes.put(entry.callerId(), Outcome.UNCHANGED);
            } else {
                note(
                        entry,
                        Reason.EXISTS_WITH_DIFFERENT_CONTENT,
                        "differs from what was entered before under this key;"
                                + " post a cost document that corrects it");
                outcomes.put(entry.callerId(), Outcome.REJECTED);
            }
        }
        if (!dryRun) {
            post(sellerId, added, outcomes);
        }
        return outcomes;
    }

    private void post(long sellerId, List<Stated> added, Map<String, Outcome> outcomes) {
        List<Posted> posted = added.isEmpty()
                ? List.of()
                : documents.post(sellerId, added.stream().map(this::draft).toList());
        for (int i = 0; i < posted.size(); i++) {
            if (!posted.get(i).isThere()) {
                note(
                        added.get(i),
                        Reason.OUT_OF_RANGE,
                        "was not booked, though the units are in: "
                                + posted.get(i).detail());
                outcomes.put(added.get(i).callerId(), Outcome.REJECTED);
            }
        }
    }

    private CostDraft draft(Stated entry) {
        Receipt receipt = new Receipt(true, entry.moveId(), OptionalLong.empty());
        return new CostDraft.Costs(entry.id(), today(), "", true, List.of(new ReceiptCost(receipt, entry.total())));
    }

    private static void note(Stated entry, Reason reason, String advice) {
        entry.row().note(new InvalidField("unitCost", entry.row().text("unit_cost"), reason, advice));
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
