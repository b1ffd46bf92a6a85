package penstock.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import penstock.console.access.RoleMatrix.Rule;
import penstock.console.fault.Faults;
import penstock.console.json.ApiJson;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Sellers;
import penstock.core.identity.ApiKeys;

/**
 * Stands before everything: sets the security headers, and lets a request through only if the {@link RoleMatrix} says so.
 *
 * <p>Webhooks and the health of the process are open here; the former prove themselves by their signature.
 */
public final class AccessFilter extends OncePerRequestFilter implements Ordered {

    /** Before every other filter that could act on a request. */
    public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    /** The request's attribute that says as who it is done: an {@link penstock.core.book.Actor}. */
    public static final String ACTOR = "penstock.actor";

    private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);

    private final Authentication authentication;
    private final Sellers sellers;
    private final Faults faults;
    private final Clock clock;

    public AccessFilter(OperatorKey operatorKey, ApiKeys apiKeys, Sellers sellers, Faults faults, Clock clock) {
        this.authentication = new Authentication(operatorKey, apiKeys, new FailedAttempts(clock));
        this.sellers = sellers;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityHeaders.set(request, response);
        HttpServletRequest admitted;
        try {
            admitted = admit(request);
        } catch (RuntimeException e) {
            answer(response, faults.of(e));
            return;
        }
        chain.doFilter(admitted, response);
    }

    private HttpServletRequest admit(HttpServletRequest request) {
        CanonicalPath.require(request.getRequestURI());
        if (isOpen(request.getRequestURI())) {
            return request;
        }
        Caller caller = authentication.authenticate(request);
        PathContainer address = PathContainer.parsePath(request.getRequestURI());
        Rule rule = rule(request.getMethod(), address);
        requireRight(caller, rule, address);
        request.setAttribute(ACTOR, caller.actor());
        return LimitedBody.of(request, rule, clock);
    }

    private static boolean isOpen(String path) {
        return path.equals("/health") || path.startsWith("/webhooks/");
    }

    private static Rule rule(String method, PathContainer address) {
        return RoleMatrix.find(method, address).orElseThrow(() -> {
            List<String> methods = RoleMatrix.methods(address);
            return methods.isEmpty()
                    ? Refused.notFound("there is nothing under this address")
                    : Refused.of(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "the method does not serve here; " + String.join(", ", methods) + " do",
                            "Allow",
                            String.join(", ", methods));
        });
    }

    private void requireRight(Caller caller, Rule rule, PathContainer address) {
        PathPattern.PathMatchInfo match = rule.pattern().matchAndExtract(address);
        Map<String, String> variables = match == null ? Map.of() : match.getUriVariables();
        String seller = variables.get("sellerId");
        if (caller instanceof Caller.OfSeller program) {
            requireRight(program.principal(), rule, variables);
        } else if (seller != null && !exists(seller)) {
            throw noSuchSeller();
        }
    }

    private boolean exists(String seller) {
        try {
            return sellers.find(ApiJson.id(seller)).isPresent();
        } catch (IllegalArgumentException e) {
            return false; // not an id at all
        }
    }

    private static void requireRight(ApiKeys.Principal principal, Rule rule, Map<String, String> variables) {
        String seller = variables.get("sellerId");
        if (seller != null && !seller.equals(Long.toString(principal.sellerId()))) {
            LOG.warn("Key {} asked for another seller's {}; it is told that there is none", principal.keyId(), rule);
            throw noSuchSeller();
        }
        if (!rule.roles().contains(principal.role())) {
            throw Refused.of(
                    ProblemType.FORBIDDEN,
                    "a key of role " + principal.role() + " does not serve for this; ask for one of another role");
        }
        boolean otherAccount = principal.accountId().isPresent()
                && variables.containsKey("accountId")
                && !Long.toString(principal.accountId().get()).equals(variables.get("accountId"));
        if (otherAccount) {
            LOG.warn("Key {} asked for another account's {}; it is refused", principal.keyId(), rule);
            throw Refused.of(ProblemType.FORBIDDEN, "the key speaks for another account");
        }
    }

    private static Refused noSuchSeller() {
        return Refused.notFound("there is no such seller");
    }

    private static void answer(HttpServletResponse response, Faults.Fault fault) throws IOException {
        response.setStatus(fault.problem().status());
        fault.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(Faults.bytes(fault.problem()));
    }
}
