package penstock.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import penstock.sandbox.Shared;
import penstock.sandbox.json.Json;
import penstock.sandbox.shopify.graphql.Types;
import tools.jackson.databind.JsonNode;

/** Compares the sandbox's answers with the vendor's own descriptions, where these are at hand. */
class VendorDescriptionTest {
    @Test
    void everyTypeFieldAndArgumentOfTheSandboxExistsAtTheVendor() throws IOException {
        String sdl = Files.readString(Shared.file("specs/shopify/admin_2026-10.graphql"))
                .replaceAll("\"\"\"[\\s\\S]*?\"\"\"", "");
        List<String> missing = new ArrayList<>();
        ShopTypes.TYPES.all().forEach((type, fields) -> {
            Matcher body = Pattern.compile("\n(?:type|interface) " + type + "\\b[^{]*\\{([\\s\\S]*?)\n\\}")
                    .matcher(sdl);
            assertThat(body.find()).as("type " + type).isTrue();
            fields.forEach((name, field) -> compare(type, name, field, body.group(1), missing));
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void webhookBodiesHaveTheMembersAndTypesOfTheVendorsSchemas() throws IOException {
        try (Played played = new Played()) {
            played.shop(10);
            JsonNode fresh = buy(played);
            played.control("POST", "shopify/weir/orders/" + fresh.get("id") + "/cancel", "{}");
            JsonNode cancelled = played.control("GET", "shopify/weir/orders/" + fresh.get("id"), "")
                    .json();
            for (String topic : List.of("create", "updated", "paid", "cancelled")) {
                JsonNode schema = schema("orders/" + topic);
                assertThat(differences("order", schema, fresh)).as(topic).isEmpty();
                assertThat(differences("order", schema, cancelled)).as(topic).isEmpty();
            }
        }
    }

    @Test
    void theComparisonFindsAPlantedDifference() throws IOException {
        Map<String, Object> level = new java.util.HashMap<>(Map.of("inventory_item_id", "seven", "available", 3));

        assertThat(differences("level", schema("inventory_levels/update"), Json.tree(level)))
                .contains("level.inventory_item_id is STRING", "level.location_id is missing");
    }

    private static JsonNode buy(Played played) {
        return played.control("POST", "shopify/weir/purchases", "{'sku':'A','quantity':2}")
                .json()
                .get("order");
    }

    private static void compare(String type, String name, Types.FieldType field, String body, List<String> missing) {
        Matcher found = Pattern.compile("\n  " + name + "(\\([\\s\\S]*?\n  \\))?:\\s*\\[?(\\w+)")
                .matcher(body);
        if (!found.find()) {
            missing.add(type + "." + name);
            return;
        }
        String arguments = found.group(1) == null ? "" : found.group(1);
        field.arguments().stream()
                .filter(argument -> !Pattern.compile("\\b" + argument + ":")
                        .matcher(arguments)
                        .find())
                .forEach(argument -> missing.add(type + "." + name + "(" + argument + ")"));
        field.type().filter(t -> !t.equals(found.group(2))).ifPresent(t -> missing.add(type + "." + name + ":" + t));
    }

    private static JsonNode schema(String topic) throws IOException {
        return Json.read(Files.readAllBytes(Shared.file("specs/shopify/webhook-schemas/2026-07/" + topic + ".json")));
    }

    private static List<String> differences(String at, JsonNode schema, JsonNode value) {
        List<String> differences = new ArrayList<>();
        if (!typed(schema.path("type"), value)) {
            differences.add(at + " is " + value.getNodeType());
        }
        if (value.isObject()) {
            schema.path("required").forEach(name -> {
                if (!value.has(name.asString())) {
                    differences.add(at + "." + name.asString() + " is missing");
                }
            });
            schema.path("properties").properties().forEach(property -> {
                JsonNode member = value.get(property.getKey());
                if (member != null) {
                    differences.addAll(differences(at + "." + property.getKey(), property.getValue(), member));
                }
            });
        }
        if (value.isArray() && schema.path("items").isObject()) {
            value.forEach(item -> differences.addAll(differences(at + "[]", schema.get("items"), item)));
        }
        return differences;
    }

    private static boolean typed(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(one -> typed(one, value));
        }
        return switch (type.asString()) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> true;
        };
    }
}
