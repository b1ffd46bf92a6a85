package penstock.sandbox.supplier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One supplier's truth of its stock, and its feed. A delta holds the rows that changed since the last push. Safe for many threads. */
public final class Supplier {
    private record Row(int quantity, BigDecimal cost) {}

    private final String name;
    private final FeedFormat format;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    Supplier(String name, FeedFormat format) {
        this.name = name;
        this.format = format;
    }

    /** The path segment. */
    public String name() {
        return name;
    }

    /** Sets what the supplier has of one of its SKUs, in units, and what a unit costs. */
    public synchronized void set(String sku, int quantity, BigDecimal cost) {
        rows.put(sku, new Row(quantity, cost));
        changed.add(sku);
    }

    /** What a unit of this SKU costs; zero when unknown. */
    public synchronized BigDecimal cost(String sku) {
        Row row = rows.get(sku);
        return row == null ? BigDecimal.ZERO : row.cost();
    }

    /** The true stock by supplier SKU. */
    public synchronized Map<String, Integer> stock() {
        Map<String, Integer> stock = new LinkedHashMap<>();
        rows.forEach((sku, row) -> stock.put(sku, row.quantity()));
        return stock;
    }

    /** All rows, as a file. */
    public synchronized byte[] full() {
        return written(rows.keySet());
    }

    /** The rows that changed since {@link #sent()}, as a file; its quantities are absolute figures too. */
    public synchronized byte[] delta() {
        return written(changed);
    }

    /** Notes that everything up to now has been told. */
    public synchronized void sent() {
        changed.clear();
    }

    /** Writes the full feed into a folder under a passing name, then renames it. Throws {@link UncheckedIOException}. */
    public Path drop(Path folder, String fileName) {
        try {
            Files.createDirectories(folder);
            Path passing = Files.write(folder.resolve("." + fileName + ".part"), full());
            return Files.move(passing, folder.resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The supplier " + name + " cannot write into " + folder + ".", e);
        }
    }

    /** The content type of the feed. */
    public String contentType() {
        return "text/csv; charset=" + format.charset().name();
    }

    private byte[] written(Iterable<String> skus) {
        StringBuilder text = new StringBuilder(line(format.headings()));
        for (String sku : skus) {
            Row row = Objects.requireNonNull(rows.get(sku), "no row of this SKU");
            List<String> cells = new ArrayList<>(List.of(sku, whole(row.quantity())));
            if (format.priceColumn().isPresent()) {
                cells.add(number("#,##0.00", row.cost()));
            }
            text.append(line(cells));
        }
        return text.toString().getBytes(format.charset());
    }

    private String whole(int quantity) {
        return format.decimalComma() ? number("0.0", BigDecimal.valueOf(quantity)) : String.valueOf(quantity);
    }

    private String number(String pattern, BigDecimal value) {
        String local = format.decimalComma() ? pattern : pattern.replace("#,##", "");
        Locale locale = format.decimalComma() ? Locale.GERMANY : Locale.ROOT;
        return new DecimalFormat(local, DecimalFormatSymbols.getInstance(locale)).format(value);
    }

    private String line(List<String> cells) {
        return String.join(
                        String.valueOf(format.delimiter()),
                        cells.stream().map(this::quoted).toList())
                + "\r\n";
    }

    private String quoted(String cell) {
        boolean plain = cell.indexOf(format.delimiter()) < 0 && cell.indexOf('"') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
