package penstock.console.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import penstock.core.valuation.ValuationReports;
import penstock.core.valuation.ValuationReports.EntryKey;
import penstock.core.valuation.ValuationReports.EntryView;

/** The stock journal as a sheet (RFC 4180), read and written a page at a time. One thread. */
final class JournalSheet {

    static final String CSV = "text/csv";

    private static final int PAGE = 1_000;

    private final ValuationReports reports;
    private final long sellerId;
    private final Currency currency;

    JournalSheet(ValuationReports reports, long sellerId, Currency currency) {
        this.reports = reports;
        this.sellerId = sellerId;
        this.currency = currency;
    }

    void write(LocalDate from, LocalDate to, OutputStream out) throws IOException {
        out.write(bytes(RejectionSheet.row(
                "booked on",
                "SKU",
                "credit",
                "debit",
                "units",
                "amount",
                "currency",
                "channel account",
                "layer",
                "position",
                "document",
                "kind",
                "document id",
                "reference")));
        EntryKey last = EntryKey.BEGINNING;
        List<EntryView> page;
        do {
            page = reports.journal(sellerId, from, to, last, PAGE);
            for (EntryView entry : page) {
                out.write(bytes(row(entry)));
                last = entry.key();
            }
        } while (page.size() == PAGE);
    }

    private String row(EntryView entry) {
        return RejectionSheet.row(
                entry.bookedOn().toString(),
                entry.skuCode(),
                entry.from(),
                entry.to(),
                Long.toString(entry.quantity()),
                Amounts.text(entry.amount(), currency),
                currency.getCurrencyCode(),
                Long.toString(entry.channelAccountId()),
                Long.toString(entry.layer()),
                Long.toString(entry.key().position()),
                Long.toString(entry.key().documentNo()),
                entry.documentKind(),
                entry.callerId(),
                entry.reference());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
