package penstock.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import penstock.console.ApiWithoutDatabase;
import penstock.core.identity.ApiKeys.Role;

class RoleMatrixTest {

    /** Boot's own answer to errors: never reached by an address, for the filter knows no such rule. */
    private static final String ERRORS = "/error";

    @Test
    void everyMappingThatIsServedIsInTheTableAndNothingElseIs() {
        Set<String> rows = RoleMatrix.rules().stream()
                .map(RoleMatrix.Rule::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(mappings()).isEqualTo(rows);
    }

    @Test
    void aKeyOfOneAccountServesOnlyWhereTheAddressNamesTheAccount() {
        List<RoleMatrix.Rule> rules = RoleMatrix.rules().stream()
                .filter(rule ->
                        rule.roles().contains(Role.STOREFRONT) || rule.roles().contains(Role.SUPPLIER))
                .filter(rule -> rule.path().contains("{sellerId}"))
                .toList();
        assertThat(rules).isNotEmpty().allMatch(rule -> rule.path().contains("{accountId}"));
    }

    @Test
    void whoOnlyViewsChangesNothing() {
        assertThat(RoleMatrix.rules().stream().filter(rule -> rule.roles().contains(Role.VIEWER)))
                .allMatch(rule -> rule.method().equals("GET"));
    }

    @Test
    void onlyAdminsSeeToKeysAndSecrets() {
        assertThat(RoleMatrix.rules().stream()
                        .filter(rule -> rule.path().contains("api-keys")
                                || rule.path().endsWith("/secrets")
                                || rule.toString().equals("POST /api/v1/sellers/{sellerId}/accounts")))
                .hasSize(5)
                .allMatch(rule -> rule.roles().equals(Set.of(Role.ADMIN)));
    }

    private static Set<String> mappings() {
        RequestMappingHandlerMapping mapping = ApiWithoutDatabase.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        Set<String> found = new TreeSet<>();
        for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
            for (String path : info.getPatternValues()) {
                if (!path.equals(ERRORS)) {
                    info.getMethodsCondition().getMethods().forEach(method -> found.add(method + " " + path));
                    assertThat(info.getMethodsCondition().getMethods())
                            .as("methods of %s", path)
                            .isNotEmpty();
                }
            }
        }
        return found;
    }
}
