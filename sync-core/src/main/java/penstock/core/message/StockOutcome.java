package penstock.core.message;

/** What became of one {@link StockUpdate}, named by its key. */
public record StockOutcome(String key, Outcome outcome) {}
