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
import io.swagger.v3.oas.models.responses.ApiResponse;
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
import penstock.console.problem.Problem;
import penstock.console.problem.ProblemType;

/** What all endpoints have in common: the key, the roles, the problems. */
public final class ApiDescription {

    private static final String SCHEME = "key";
    private static final String PROBLEM_JSON = "application/problem+json";

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
                                        + " natural key, and may be repeated. Unknown fields are refused. Problems are answered as"
                                        + " RFC 9457 says; their types never change."))
                .servers(List.of(new Server().url("/")))
                .schemaRequirement(
                        SCHEME,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("Authorization: Bearer psk_…; never in an address."))
                .addSecurityItem(new SecurityRequirement().addList(SCHEME));
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
            case TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, UNKNOWN_REFERENCE -> body;
            case CONFLICT, NOT_POSSIBLE, BUSY -> writes;
            case EXISTS_WITH_DIFFERENT_CONTENT -> rule.path().matches(".*/(stock-moves|holds|orders|ship|boms)");
            case EXCEEDS_AVAILABLE -> writes && rule.path().matches(".*/(stock-moves|holds|orders)");
            case HOLD_EXPIRED -> writes && rule.path().endsWith("/accounts/{accountId}/orders");
            case REFUSED_ADDRESS -> writes && rule.path().endsWith("/accounts");
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
