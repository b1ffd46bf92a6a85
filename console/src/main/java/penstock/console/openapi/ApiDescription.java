package penstock.console.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import penstock.console.access.RoleMatrix;
import penstock.console.access.RoleMatrix.Rule;
import penstock.console.json.Fields;
import penstock.console.problem.Problem;
import penstock.console.problem.ProblemType;
import penstock.core.warehouse.Reslottings;

/** What all endpoints have in common: the key, the roles, the problems. */
public final class ApiDescription {

    private static final String SCHEME = "key";
    private static final String PROBLEM_JSON = "application/problem+json";

    /** What the parameters in addresses mean: the same word means the same everywhere. */
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("limit", "Rows of the page, 1 to " + Fields.MAX_PAGE + "."),
            Map.entry("after", "What the page before named as next; left out for the first page."),
            Map.entry("before", "What the page before named as next; left out for the first page."),
            Map.entry("moment", "A past moment, as 2026-03-01T08:00:00Z."),
            Map.entry("position", "A position of the ledger."),
            Map.entry("cause", "What led to it: ORDER, STOCK_MOVE, FEED, SHIPMENT and so on."),
            Map.entry("since", "The first moment, as 2026-03-01T08:00:00Z."),
            Map.entry("until", "The moment after the last."),
            Map.entry("sellerId", "The seller's id."),
            Map.entry("accountId", "The account's id."),
            Map.entry("ended", "Whether those that have ended are listed, too."),
            Map.entry("keyId", "The key's id, not the key."),
            Map.entry("sku", "The SKU's code."),
            Map.entry("location", "The location's code."),
            Map.entry("orderId", "Our id of the order."),
            Map.entry("channelOrderId", "The id that the order has on its channel, or on the own site."),
            Map.entry("flag", "What is said of the order: HOLD or PRIORITY."),
            Map.entry("late", "Only what is expected later than promised, or nobody knows when."),
            Map.entry("priority", "Only those of orders that are picked before others."),
            Map.entry("phase", "How far the channel lets us go with an order."),
            Map.entry("holdId", "The own site's id of the hold."),
            Map.entry("messageId", "The message's id."),
            Map.entry("fulfilmentId", "The fulfilment order's id."),
            Map.entry(
                    "recipientChanged",
                    "Whether another recipient was named since it was packed, or a provider was told one."),
            Map.entry("shipmentId", "The shipment's id."),
            Map.entry("feedId", "The feed's id."),
            Map.entry("state", "How far it has come."),
            Map.entry("version", "The version, from 1."),
            Map.entry("mode", "FULL: what the feed does not list is gone. DELTA: it is unchanged."),
            Map.entry("name", "What to call the file."),
            Map.entry("currency", "ISO 4217."),
            Map.entry("date", "The day, as 2026-03-01."),
            Map.entry("from", "The first day, as 2026-03-01."),
            Map.entry("to", "The last day, as 2026-03-31."),
            Map.entry("open", "Only those that have units left."),
            Map.entry("supplier", "The supplier's code."),
            Map.entry("number", "The document's number."),
            Map.entry("receipt", "Your id of the delivery."),
            Map.entry("cost", "Whether its cost is posted, DUE, or UNKNOWN."),
            Map.entry("returnId", "Your id of the return."),
            Map.entry("itemId", "The item's id."),
            Map.entry("country", "That it was shipped to, ISO 3166-1."),
            Map.entry("deliveredOn", "The day it was delivered, as 2026-03-01."),
            Map.entry("discrepancyId", "The discrepancy's id."),
            Map.entry("inspectionId", "The inspection's id."),
            Map.entry("listingId", "The listing's id."),
            Map.entry("pack", "The pack's name, CASE for instance."),
            Map.entry("type", "What kind of identifier it is."),
            Map.entry("value", "As it is printed."),
            Map.entry("quantity", "Units to be made."),
            Map.entry("bin", "The bin's code."),
            Map.entry("units", "Units to be put away."),
            Map.entry("zone", "What is counted and walked together; all bins if left out."),
            Map.entry("by", "What is added up in a row: LOCATION, ZONE or LEVEL."),
            Map.entry("days", "Days of picks that are looked at, 1 to " + Reslottings.MAX_DAYS + "."),
            Map.entry("steps", "The most steps to propose, 1 to " + Reslottings.MAX_STEPS + "."),
            Map.entry("lot", "The lot's code."),
            Map.entry("serial", "What tells the piece from all others of the SKU."),
            Map.entry("countId", "The count's id."),
            Map.entry("session", "Your id of the scan session."),
            Map.entry("lineNo", "The line's number."),
            Map.entry("reason", "The reason's code."),
            Map.entry("workCentre", "The work centre's code."),
            Map.entry("equipment", "The equipment's code."),
            Map.entry("withinDays", "Days from today, 0 for what is due now."),
            Map.entry("withinHours", "Hours left on its meter, 0 for what is due now."),
            Map.entry("table", "The table's name."),
            Map.entry("format", "CSV or XLSX."),
            Map.entry("dryRun", "Write nothing; say what would come of it."));

    private ApiDescription() {}

    /** The description before the endpoints are in it. */
    public static OpenAPI frame() {
        return new OpenAPI()
                .info(new Info()
                        .title("Penstock")
                        .version("v1")
                        .description(
                                "One authoritative inventory for all channels. Ids are texts of digits, times are UTC,"
                                        + " quantities are units of the SKU. What creates something carries an id of yours or a"
                                        + " natural key, and may be repeated. Unknown fields and parameters are refused. Problems are answered as"
                                        + " RFC 9457 says; their types never change."))
                .servers(List.of(new Server().url("/")))
                .schemaRequirement(
                        SCHEME,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("Authorization: Bearer psk_…; never in an address."))
                .addSecurityItem(new SecurityRequirement().addList(SCHEME))
                .path("/health", new PathItem().get(health()))
                .path("/webhooks/{sellerId}/{accountId}", new PathItem().post(webhook()));
    }

    private static Operation health() {
        return new Operation()
                .addTagsItem("Open")
                .operationId("getHealth")
                .summary("Ask whether the gateway can do its work")
                .description("Needs no key.")
                .security(List.of())
                .responses(new ApiResponses()
                        .addApiResponse("200", new ApiResponse().description("It can."))
                        .addApiResponse("503", new ApiResponse().description("It cannot: the database is away.")));
    }

    /** The body is the channel's own; nothing of it is ours to describe. */
    private static Operation webhook() {
        Operation operation = new Operation()
                .addTagsItem("Open")
                .operationId("postWebhook")
                .summary("Call back from a channel")
                .description("Needs no key: the channel's signature over the body, in the channel's own headers, is the"
                        + " authorisation. An account's webhookPath names its address. 2xx is answered when the message is"
                        + " stored.")
                .security(List.of())
                .addParametersItem(new PathParameter().name("sellerId").schema(new StringSchema()))
                .addParametersItem(new PathParameter().name("accountId").schema(new StringSchema()))
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content()
                                .addMediaType("*/*", new MediaType().schema(new StringSchema().format("binary")))))
                .responses(new ApiResponses()
                        .addApiResponse("200", new ApiResponse().description("Stored, or known already."))
                        .addApiResponse("400", new ApiResponse().description("Not what the channel sends."))
                        .addApiResponse("401", new ApiResponse().description("The signature does not fit."))
                        .addApiResponse("404", new ApiResponse().description("No account takes webhooks here."))
                        .addApiResponse("408", new ApiResponse().description("The body did not arrive in time."))
                        .addApiResponse(
                                "409", new ApiResponse().description("The event came before with other content."))
                        .addApiResponse("413", new ApiResponse().description("The body is too large."))
                        .addApiResponse(
                                "429", new ApiResponse().description("Too much waits; come back (Retry-After)."))
                        .addApiResponse("503", new ApiResponse().description("Not now; come back (Retry-After).")));
        describeParameters(operation);
        return operation;
    }

    private static void describeParameters(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getDescription() == null)
                    .forEach(parameter -> parameter.setDescription(PARAMETERS.get(parameter.getName())));
        }
    }

    /** Adds to every endpoint its roles and its problems. */
    public static void complete(OpenAPI api) {
        ModelConverters.getInstance()
                .resolveAsResolvedSchema(new AnnotatedType(Problem.class))
                .referencedSchemas
                .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
        for (Rule rule : RoleMatrix.rules()) {
            PathItem path = api.getPaths().get(rule.path());
            Operation operation =
                    path == null ? null : path.readOperationsMap().get(PathItem.HttpMethod.valueOf(rule.method()));
            if (operation != null) {
                operation.setOperationId(operationId(rule));
                describeParameters(operation);
                describeCreation(operation);
                describeRoles(operation, rule);
                describeProblems(operation, rule);
            }
        }
    }

    /** A name for generated clients that stays when endpoints are added, for example {@code getSkusBySku}. */
    private static String operationId(Rule rule) {
        String named = rule.path()
                .substring("/api/v1".length())
                .replace("/{sellerId}", rule.path().endsWith("{sellerId}") ? "/by-sellerId" : "")
                .replaceFirst("^/sellers/(?!by-)", "/")
                .replaceAll("\\{(\\w+)}", "by-$1");
        String words = Arrays.stream(named.split("[/.-]", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return rule.method().toLowerCase(Locale.ROOT) + words;
    }

    /** What may be repeated answers 201 the first time, and says so in its text. */
    private static void describeCreation(Operation operation) {
        String said = operation.getDescription();
        ApiResponse repeated = operation.getResponses().get("200");
        if (said != null && said.contains("201") && repeated != null) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "201", new ApiResponse().description("Created").content(repeated.getContent()));
            repeated.setDescription("It came before; nothing changed");
        }
    }

    private static void describeRoles(Operation operation, Rule rule) {
        String roles = rule.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
        String who = roles.isEmpty()
                ? "Needs the installation's operator key."
                : "Serves keys of role " + roles + ", and the installation's operator key.";
        String said = operation.getDescription();
        operation.setDescription(said == null ? who : said + "\n\n" + who);
    }

    private static void describeProblems(Operation operation, Rule rule) {
        boolean body = operation.getRequestBody() != null;
        Map<Integer, String> titles = Arrays.stream(ProblemType.values())
                .filter(type -> concerns(type, rule, body))
                .collect(Collectors.groupingBy(
                        ProblemType::status,
                        java.util.TreeMap::new,
                        Collectors.mapping(type -> type.title() + " (" + type.urn() + ").", Collectors.joining(" "))));
        titles.forEach(
                (status, title) -> operation.getResponses().addApiResponse(Integer.toString(status), problem(title)));
    }

    private static boolean concerns(ProblemType type, Rule rule, boolean body) {
        boolean writes = !rule.method().equals("GET");
        return switch (type) {
            case TOO_LARGE, TOO_SLOW, UNSUPPORTED_MEDIA_TYPE, UNKNOWN_REFERENCE -> body;
            case CONFLICT, NOT_POSSIBLE, BUSY -> writes;
            case EXISTS_WITH_DIFFERENT_CONTENT ->
                rule.path()
                        .matches(
                                ".*/(stock-moves|picks|counts|lines/.*|expected-arrivals|cost-documents|holds|orders|purchase-orders|announcements|transfers(/\\{number}/(send|close))?|scan-sessions(/\\{session}/close)?|scans|receipts|result|returns|unannounced-returns|parcels|refunds|ship|merged-parcels|boms|feeds)");
            case EXCEEDS_AVAILABLE ->
                writes
                        && rule.path()
                                .matches(
                                        ".*/(stock-moves|picks|lines/.*|holds|orders|resolve|result|sort|dispose|send)");
            case EXCEEDS_ROOM ->
                writes
                        && rule.path()
                                .matches(
                                        ".*/(stock-moves|lines/.*|expected-arrivals|order|send|receipts|parcels|unannounced-returns)");
            case REFUSED_PLACE -> writes && rule.path().matches(".*/(stock-moves|picks|ship|lines/.*)");
            case HOLD_EXPIRED ->
                writes && rule.path().matches(".*/accounts/\\{accountId}/(orders|holds/\\{holdId}/extend)");
            case CLOSED_PERIOD, NO_EXCHANGE_RATE -> writes && rule.path().matches(".*/(stock-moves|cost-documents)");
            case REFUSED_COST -> writes && rule.path().endsWith("/cost-documents");
            case REFUSED_ADDRESS -> writes && rule.path().matches(".*/(accounts|connection)");
            case UNUSABLE_FEED -> writes && rule.path().endsWith("/feeds");
            case UNUSABLE_TABLE -> writes && rule.path().endsWith("/tables/{table}");
            case NOT_FOUND -> rule.path().contains("{");
            default -> true;
        };
    }

    private static ApiResponse problem(String title) {
        return new ApiResponse()
                .description(title)
                .content(new Content()
                        .addMediaType(
                                PROBLEM_JSON,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    }
}
