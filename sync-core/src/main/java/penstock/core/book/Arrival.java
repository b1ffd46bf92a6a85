package penstock.core.book;

import java.time.LocalDate;

/**
 * Units of a SKU that are to come to a location by a document.
 *
 * @param units from 1
 * @param ordered whether a purchase order or a transfer says so, and not a person
 */
public record Arrival(StockKey key, String document, int units, LocalDate expectedOn, boolean ordered) {}
