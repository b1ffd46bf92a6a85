package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import graphql.ParseAndValidate;
import graphql.parser.Parser;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import penstock.channels.shopify.wire.UserError;
import penstock.core.message.OrderChanged;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.Translation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What we send and read against Shopify's own descriptions, where these are at hand. */
class ShopifySpecificationTest {

    private static final Path SHARED = Path.of(System.getProperty("penstock.shared", "../shared"));
    private static final JsonMapper JSON = JsonMapper.shared();

    @TestFactory
    Stream<DynamicTest> every_document_fits_the_admin_schema() throws IOException {
        Path file = SHARED.resolve("specs/shopify/admin_2026-10.graphql");
        if (!Files.isRegularFile(file)) {
            return skipped("no Admin API schema");
        }
        GraphQLSchema schema = schema(file);
        Map<String, String> documents = Map.of(
                "changed orders", ShopifyDocuments.CHANGED_ORDERS,
                "one order", ShopifyDocuments.ONE_ORDER,
                "set quantities", ShopifyDocuments.SET_QUANTITIES,
                "levels", ShopifyDocuments.LEVELS,
                "fulfilment state", ShopifyDocuments.FULFILMENT_STATE,
                "parcel lines", ShopifyDocuments.PARCEL_LINES,
                "open lines", ShopifyDocuments.OPEN_LINES,
                "create fulfilment", ShopifyDocuments.CREATE_FULFILMENT,
                "subscriptions", ShopifyDocuments.SUBSCRIPTIONS,
                "subscribe", ShopifyDocuments.SUBSCRIBE);
        return Stream.concat(
                documents.entrySet().stream()
                        .map(document -> DynamicTest.dynamicTest(
                                document.getKey(),
                                () -> assertThat(ParseAndValidate.validate(
                                                schema, new Parser().parseDocument(document.getValue())))
                                        .isEmpty())),
                Stream.of(
                        DynamicTest.dynamicTest(
                                "the check sees a field that does not exist",
                                () -> assertThat(ParseAndValidate.validate(
                                                schema,
                                                new Parser().parseDocument("{ order(id: \"1\") { lineItemz } }")))
                                        .isNotEmpty()),
                        DynamicTest.dynamicTest("every code of a quantity is known", () -> everyCodeIsKnown(schema)),
                        DynamicTest.dynamicTest("every financial status is known", () -> everyStatusIsKnown(schema)),
                        DynamicTest.dynamicTest(
                                "every topic exists",
                                () -> assertThat(values(schema, "WebhookSubscriptionTopic"))
                                        .containsAll(ShopifySubscriptions.TOPICS))));
    }

    private static void everyCodeIsKnown(GraphQLSchema schema) {
        List<String> invalid = new ArrayList<>();
        for (String code : values(schema, "InventorySetQuantitiesUserErrorCode")) {
            Outcome outcome = ShopifyErrors.ofStock(new UserError(code, null, ""), "k");
            if (outcome instanceof Outcome.Refused refused
                    && "INVALID".equals(refused.reason().name())) {
                invalid.add(code);
            }
        }
        assertThat(invalid)
                .containsExactlyInAnyOrder(
                        "COMPARE_QUANTITY_REQUIRED",
                        "INVALID_NAME",
                        "INVALID_QUANTITY_NEGATIVE",
                        "INVALID_QUANTITY_TOO_HIGH",
                        "INVALID_QUANTITY_TOO_LOW",
                        "INVALID_REASON",
                        "INVALID_REFERENCE_DOCUMENT",
                        "NON_MUTABLE_INVENTORY_ITEM",
                        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
    }

    private static void everyStatusIsKnown(GraphQLSchema schema) {
        assertThat(values(schema, "OrderDisplayFinancialStatus"))
                .containsExactlyInAnyOrder(
                        "AUTHORIZED",
                        "EXPIRED",
                        "PAID",
                        "PARTIALLY_PAID",
                        "PARTIALLY_REFUNDED",
                        "PENDING",
                        "REFUNDED",
                        "VOIDED");
    }

    private static List<String> values(GraphQLSchema schema, String name) {
        return ((GraphQLEnumType) schema.getType(name))
                .getValues().stream().map(value -> value.getName()).toList();
    }

    @TestFactory
    Stream<DynamicTest> every_webhook_schema_translates_without_loss() throws IOException {
        Path folder = SHARED.resolve("specs/shopify/webhook-schemas/2026-07");
        if (!Files.isDirectory(folder)) {
            return skipped("no webhook schemas");
        }
        List<Path> schemas;
        try (Stream<Path> files = Files.walk(folder)) {
            schemas = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        return schemas.stream().map(file -> {
            String topic = folder.relativize(file).toString().replace('\\', '/').replaceFirst("\\.json$", "");
            return DynamicTest.dynamicTest(topic, () -> translates(topic, JSON.readTree(file)));
        });
    }

    private static void translates(String topic, JsonNode schema) {
        JsonNode instance = instance(schema, "");
        ShopifyWebhooks webhooks = new ShopifyWebhooks(new OrderTranslation(true, false), Optional.empty());
        Translation translation = webhooks.translate(Fixtures.raw("webhook:" + topic, instance.toString()));

        assertThat(translation.rejections()).isEmpty();
        if (instance.has("line_items") && topic.startsWith("orders/")) {
            assertThat(translation.messages())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            OrderSnapshot.class,
                            order -> assertThat(order.lines())
                                    .hasSameSizeAs(instance.get("line_items"))
                                    .hasSize(2));
        } else if (List.of("orders/edited", "orders/delete", "refunds/create").contains(topic)) {
            assertThat(translation.messages()).singleElement().isInstanceOf(OrderChanged.class);
        }
    }

    /** The smallest instance of a JSON schema that uses every property; arrays of objects get two elements. */
    private static JsonNode instance(JsonNode schema, String name) {
        List<String> types = types(schema.path("type"));
        if (types.contains("object") || schema.has("properties")) {
            ObjectNode object = JSON.createObjectNode();
            schema.path("properties")
                    .properties()
                    .forEach(p -> object.set(p.getKey(), instance(p.getValue(), p.getKey())));
            return object;
        } else if (types.contains("array")) {
            ArrayNode array = JSON.createArrayNode();
            for (int i = 0; schema.path("items").isObject() && i < 2; i++) {
                array.add(instance(schema.path("items"), name));
            }
            return array;
        } else if (types.contains("integer")) {
            return JSON.getNodeFactory()
                    .numberNode(name.contains("quantity") || name.equals("available") ? 2 : 820_982_911_946_154_508L);
        } else if (types.contains("number")) {
            return JSON.getNodeFactory().numberNode(1.5);
        } else if (types.contains("boolean")) {
            return JSON.getNodeFactory().booleanNode(false);
        } else if (types.contains("string")) {
            return JSON.getNodeFactory().stringNode(text(schema.path("format").asString("")));
        }
        return JSON.getNodeFactory().nullNode();
    }

    private static String text(String format) {
        return switch (format) {
            case "date-time" -> "2026-11-20T09:15:00+01:00";
            case "uri" -> "gid://shopify/Thing/1";
            case "email" -> "ada@example.org";
            default -> "text";
        };
    }

    private static List<String> types(JsonNode type) {
        List<String> types = new ArrayList<>();
        if (type.isString()) {
            types.add(type.stringValue());
        }
        type.forEach(one -> types.add(one.asString("").toLowerCase(Locale.ROOT)));
        return types;
    }

    private static GraphQLSchema schema(Path file) throws IOException {
        ParserOptions large = ParserOptions.newParserOptions()
                .maxCharacters(Integer.MAX_VALUE)
                .maxTokens(Integer.MAX_VALUE)
                .maxWhitespaceTokens(Integer.MAX_VALUE)
                .build();
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(
                new SchemaParser().parse(new StringReader(Files.readString(file)), large));
    }

    private static Stream<DynamicTest> skipped(String what) {
        return Stream.of(DynamicTest.dynamicTest(
                what, () -> abort(what + " below " + SHARED + " (system property penstock.shared): skipped")));
    }
}
