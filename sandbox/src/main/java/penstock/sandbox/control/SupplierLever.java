package penstock.sandbox.control;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.supplier.FeedFormat;
import penstock.sandbox.supplier.Supplier;
import penstock.sandbox.supplier.SupplierDesk;
import tools.jackson.databind.JsonNode;

/** Suppliers: opening them, changing their stock, having them tell of it. */
final class SupplierLever implements Lever {
    private final SupplierDesk desk;

    SupplierLever(SupplierDesk desk) {
        this.desk = desk;
    }

    @Override
    public Reply pull(Request request, List<String> rest) {
        if (rest.equals(List.of("suppliers"))) {
            return opened(request.json());
        }
        Supplier supplier = rest.isEmpty() ? null : desk.supplier(rest.get(0)).orElse(null);
        if (supplier == null) {
            return Lever.unknown();
        }
        JsonNode body = request.method().equals("GET") ? Json.tree(Map.of()) : request.json();
        return switch (request.method() + " " + String.join("/", rest.subList(1, rest.size()))) {
            case "GET " -> Reply.json(200, supplier.stock());
            case "PUT stock" -> {
                set(supplier, body);
                yield Reply.json(200, supplier.stock());
            }
            case "POST push" -> pushed(supplier, body);
            case "POST drop" -> {
                Path file = supplier.drop(
                        Path.of(Json.required(body, "folder")),
                        Json.optional(body, "fileName").orElse(supplier.name() + ".csv"));
                yield Reply.json(200, Json.object("file", file.toString()));
            }
            default -> Lever.unknown();
        };
    }

    private Reply opened(JsonNode body) {
        String name = Json.required(body, "name");
        Supplier supplier = desk.open(
                name,
                new FeedFormat(
                        Json.optional(body, "skuColumn").orElse("sku"),
                        Json.optional(body, "quantityColumn").orElse("quantity"),
                        Json.optional(body, "priceColumn"),
                        Json.optional(body, "delimiter").orElse(",").charAt(0),
                        Json.flag(body, "decimalComma", false),
                        Charset.forName(Json.optional(body, "charset").orElse("UTF-8"))));
        Json.each(body, "stock").forEach(row -> set(supplier, row));
        supplier.sent();
        return Reply.json(201, Json.object("name", name, "path", "/supplier/" + name, "stock", supplier.stock()));
    }

    private Reply pushed(Supplier supplier, JsonNode body) {
        Map<String, String> headers = new LinkedHashMap<>();
        body.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        int status =
                desk.push(supplier, URI.create(Json.required(body, "url")), headers, Json.flag(body, "delta", false));
        return Reply.json(200, Json.object("status", status));
    }

    private static void set(Supplier supplier, JsonNode row) {
        String sku = Json.required(row, "sku");
        supplier.set(
                sku,
                Json.requiredInteger(row, "quantity"),
                Json.optional(row, "cost").map(BigDecimal::new).orElseGet(() -> supplier.cost(sku)));
    }
}
