package penstock.console.access;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import penstock.core.identity.ApiKeys.Role;

/**
 * Which role may use which mapping. A mapping that is not in the table is served to nobody.
 *
 * <p>The installation's operator may use all of them and is not named. A {@code STOREFRONT}'s or {@code SUPPLIER}'s key
 * speaks for one account, so its rows name that account in their path.
 */
public final class RoleMatrix {

    /** {@code ~} stands for {@code /api/v1/sellers/{sellerId}}, {@code @} for {@code ~/accounts/{accountId}}. */
    private static final String TABLE = """
            GET    /api/v1/openapi.json                      ADMIN OPERATOR VIEWER STOREFRONT SUPPLIER
            GET    /api/v1/openapi.json.yaml                 ADMIN OPERATOR VIEWER STOREFRONT SUPPLIER
            GET    /api/v1/channel-kinds                     ADMIN OPERATOR VIEWER
            GET    /api/v1/metrics
            POST   /api/v1/sellers
            GET    /api/v1/sellers
            GET    ~                                         ADMIN OPERATOR VIEWER
            PATCH  ~                                         ADMIN OPERATOR
            POST   ~/api-keys                                ADMIN
            GET    ~/api-keys                                ADMIN
            DELETE ~/api-keys/{keyId}                        ADMIN
            POST   ~/skus                                    ADMIN OPERATOR
            GET    ~/skus                                    ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}                              ADMIN OPERATOR VIEWER
            PATCH  ~/skus/{sku}                              ADMIN OPERATOR
            GET    ~/skus/{sku}/postings                     ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/history                      ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/history.csv                  ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/variants                     ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/identifiers                  ADMIN OPERATOR VIEWER
            POST   ~/skus/{sku}/identifiers                  ADMIN OPERATOR
            DELETE ~/skus/{sku}/identifiers/{type}/{value}   ADMIN OPERATOR
            GET    ~/skus/{sku}/packs                        ADMIN OPERATOR VIEWER
            PUT    ~/skus/{sku}/packs/{pack}                 ADMIN OPERATOR
            DELETE ~/skus/{sku}/packs/{pack}                 ADMIN OPERATOR
            GET    ~/skus/{sku}/kit                          ADMIN OPERATOR VIEWER
            PUT    ~/skus/{sku}/kit                          ADMIN OPERATOR
            GET    ~/skus/{sku}/backorders                   ADMIN OPERATOR VIEWER
            PUT    ~/skus/{sku}/backorders                   ADMIN OPERATOR
            GET    ~/skus/{sku}/buffers                      ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/boms                         ADMIN OPERATOR VIEWER
            POST   ~/skus/{sku}/boms                         ADMIN OPERATOR
            GET    ~/skus/{sku}/requirements                 ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/uses                         ADMIN OPERATOR VIEWER
            GET    ~/identifiers                             ADMIN OPERATOR VIEWER
            POST   ~/locations                               ADMIN OPERATOR
            GET    ~/locations                               ADMIN OPERATOR VIEWER
            POST   ~/accounts                                ADMIN
            PATCH  ~/locations/{location}                    ADMIN OPERATOR
            GET    ~/accounts                                ADMIN OPERATOR VIEWER
            GET    @                                         ADMIN OPERATOR VIEWER
            PATCH  @                                         ADMIN OPERATOR
            PATCH  @/connection                              ADMIN
            PUT    @/secrets                                 ADMIN
            PUT    @/freshness-objective                     ADMIN OPERATOR
            GET    ~/publication/freshness                   ADMIN OPERATOR VIEWER
            GET    @/zero-guard                              ADMIN OPERATOR VIEWER
            PUT    @/zero-guard                              ADMIN OPERATOR
            POST   @/zero-guard/decision                     ADMIN OPERATOR
            POST   ~/listings                                ADMIN OPERATOR
            PATCH  ~/listings/{listingId}                    ADMIN OPERATOR
            GET    ~/listings                                ADMIN OPERATOR VIEWER
            GET    ~/listings/{listingId}/number             ADMIN OPERATOR VIEWER
            GET    ~/publication/rules                       ADMIN OPERATOR VIEWER
            GET    ~/publication/rules/{version}             ADMIN OPERATOR VIEWER
            PUT    ~/publication/rules/{version}             ADMIN OPERATOR
            POST   ~/publication/rules/{version}/activate    ADMIN OPERATOR
            POST   ~/publication/rules/{version}/dry-run     ADMIN OPERATOR
            GET    ~/publishing-modes                        ADMIN OPERATOR VIEWER
            PUT    @/publishing-mode                         ADMIN OPERATOR
            PUT    ~/skus/{sku}/publishing-mode              ADMIN OPERATOR
            PUT    ~/listings/{listingId}/publishing-mode    ADMIN OPERATOR
            POST   ~/skus/{sku}/push                         ADMIN OPERATOR
            POST   ~/listings/{listingId}/push               ADMIN OPERATOR
            POST   ~/listings/{listingId}/retry              ADMIN OPERATOR
            POST   @/refresh                                 ADMIN OPERATOR
            POST   ~/skus/{sku}/refresh                      ADMIN OPERATOR
            GET    ~/drifts                                  ADMIN OPERATOR VIEWER
            PUT    @/edited-numbers                          ADMIN OPERATOR
            GET    @/shadow                                  ADMIN OPERATOR VIEWER
            GET    @/leaving                                 ADMIN OPERATOR VIEWER
            GET    ~/tables                                  ADMIN OPERATOR VIEWER
            GET    ~/tables/{table}                          ADMIN OPERATOR VIEWER
            POST   ~/tables/{table}                          ADMIN OPERATOR
            GET    ~/stock                                   ADMIN OPERATOR VIEWER
            GET    ~/stock/as-of                             ADMIN OPERATOR VIEWER
            POST   ~/stock-moves                             ADMIN OPERATOR
            GET    ~/locations/{location}/bins               ADMIN OPERATOR VIEWER
            POST   ~/locations/{location}/bins               ADMIN OPERATOR
            PATCH  ~/locations/{location}/bins/{bin}         ADMIN OPERATOR
            GET    ~/locations/{location}/bins/{bin}/label.svg   ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/lots                         ADMIN OPERATOR VIEWER
            POST   ~/skus/{sku}/lots                         ADMIN OPERATOR
            PATCH  ~/skus/{sku}/lots/{lot}                   ADMIN OPERATOR
            GET    ~/skus/{sku}/lots/{lot}/changes           ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/serials                      ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/serials/{serial}/moves       ADMIN OPERATOR VIEWER
            GET    ~/stock-details                           ADMIN OPERATOR VIEWER
            GET    ~/locations/{location}/put-away           ADMIN OPERATOR VIEWER
            GET    ~/locations/{location}/re-slotting        ADMIN OPERATOR VIEWER
            POST   ~/locations/{location}/re-slotting        ADMIN OPERATOR
            GET    ~/locations/{location}/space-costs        ADMIN OPERATOR VIEWER
            PUT    ~/locations/{location}/space-costs        ADMIN OPERATOR
            GET    ~/space-use                               ADMIN OPERATOR VIEWER
            GET    ~/space-use.csv                           ADMIN OPERATOR VIEWER
            GET    ~/space-use/skus                          ADMIN OPERATOR VIEWER
            GET    ~/space-use/skus.csv                      ADMIN OPERATOR VIEWER
            GET    ~/locations/{location}/pick-list          ADMIN OPERATOR VIEWER
            POST   ~/fulfilments/{fulfilmentId}/picks        ADMIN OPERATOR
            POST   ~/fulfilments/{fulfilmentId}/assign       ADMIN OPERATOR
            POST   ~/counts                                  ADMIN OPERATOR
            GET    ~/counts                                  ADMIN OPERATOR VIEWER
            GET    ~/counts/{countId}/lines                  ADMIN OPERATOR VIEWER
            POST   ~/counts/{countId}/lines/{lineNo}         ADMIN OPERATOR
            POST   ~/counts/{countId}/lines/{lineNo}/judgement   ADMIN
            POST   ~/scan-sessions                           ADMIN OPERATOR
            GET    ~/scan-sessions                           ADMIN OPERATOR VIEWER
            GET    ~/scan-sessions/{session}                 ADMIN OPERATOR VIEWER
            POST   ~/scan-sessions/{session}/scans           ADMIN OPERATOR
            GET    ~/scan-sessions/{session}/scans           ADMIN OPERATOR VIEWER
            POST   ~/scan-sessions/{session}/undo            ADMIN OPERATOR
            POST   ~/scan-sessions/{session}/close           ADMIN OPERATOR
            GET    ~/adjustment-reasons                      ADMIN OPERATOR VIEWER
            PUT    ~/adjustment-reasons/{reason}             ADMIN OPERATOR
            POST   ~/expected-arrivals                       ADMIN OPERATOR
            GET    ~/backorders                              ADMIN OPERATOR VIEWER
            GET    ~/backorder-slips                         ADMIN OPERATOR VIEWER
            GET    ~/suppliers                               ADMIN OPERATOR VIEWER
            PUT    ~/suppliers/{supplier}                    ADMIN OPERATOR
            GET    ~/receiving-rules                         ADMIN OPERATOR VIEWER
            PUT    ~/receiving-rules                         ADMIN OPERATOR
            POST   ~/purchase-orders                         ADMIN OPERATOR
            GET    ~/purchase-orders                         ADMIN OPERATOR VIEWER
            GET    ~/purchase-orders/{number}                ADMIN OPERATOR VIEWER
            POST   ~/purchase-orders/{number}/order          ADMIN OPERATOR
            POST   ~/purchase-orders/{number}/close          ADMIN OPERATOR
            POST   ~/purchase-orders/{number}/cancel         ADMIN OPERATOR
            POST   ~/announcements                           ADMIN OPERATOR
            GET    ~/announcements                           ADMIN OPERATOR VIEWER
            GET    ~/announcements/{number}                  ADMIN OPERATOR VIEWER
            POST   ~/announcements/{number}/cancel           ADMIN OPERATOR
            POST   ~/transfers                               ADMIN OPERATOR
            GET    ~/transfers                               ADMIN OPERATOR VIEWER
            GET    ~/transfers/{number}                      ADMIN OPERATOR VIEWER
            POST   ~/transfers/{number}/send                 ADMIN OPERATOR
            POST   ~/transfers/{number}/receipts             ADMIN OPERATOR
            POST   ~/transfers/{number}/close                ADMIN OPERATOR
            POST   ~/transfers/{number}/cancel               ADMIN OPERATOR
            GET    ~/transfers/{number}/discrepancies        ADMIN OPERATOR VIEWER
            POST   ~/receipts                                ADMIN OPERATOR
            GET    ~/receipts                                ADMIN OPERATOR VIEWER
            GET    ~/receipts/{receipt}                      ADMIN OPERATOR VIEWER
            POST   ~/receipts/{receipt}/cost                 ADMIN OPERATOR
            GET    ~/discrepancies                           ADMIN OPERATOR VIEWER
            POST   ~/discrepancies/{discrepancyId}/resolve   ADMIN OPERATOR
            GET    ~/inspections                             ADMIN OPERATOR VIEWER
            GET    ~/inspections/{inspectionId}              ADMIN OPERATOR VIEWER
            POST   ~/inspections/{inspectionId}/result       ADMIN OPERATOR
            POST   ~/inspections/{inspectionId}/sort         ADMIN OPERATOR
            POST   ~/inspections/{inspectionId}/close        ADMIN OPERATOR
            GET    ~/returns-policies                        ADMIN OPERATOR VIEWER
            POST   ~/returns-policies                        ADMIN
            GET    ~/orders/{orderId}/return-terms           ADMIN OPERATOR VIEWER
            POST   ~/returns                                 ADMIN OPERATOR
            GET    ~/returns                                 ADMIN OPERATOR VIEWER
            GET    ~/returns/{returnId}                      ADMIN OPERATOR VIEWER
            POST   ~/returns/{returnId}/sent                 ADMIN OPERATOR
            POST   ~/returns/{returnId}/parcels              ADMIN OPERATOR
            POST   ~/returns/{returnId}/refunds              ADMIN OPERATOR
            POST   ~/returns/{returnId}/exchange             ADMIN OPERATOR
            POST   ~/returns/{returnId}/close                ADMIN OPERATOR
            POST   ~/unannounced-returns                     ADMIN OPERATOR
            POST   ~/return-items/{itemId}/dispose           ADMIN OPERATOR
            POST   ~/cost-documents                          ADMIN OPERATOR
            PUT    ~/exchange-rates/{currency}/{date}        ADMIN OPERATOR
            GET    ~/exchange-rates/{currency}               ADMIN OPERATOR VIEWER
            GET    ~/valuation                               ADMIN OPERATOR VIEWER
            GET    ~/valuation/locations                     ADMIN OPERATOR VIEWER
            GET    ~/valuation/methods                       ADMIN OPERATOR VIEWER
            POST   ~/valuation/rebuild                       ADMIN
            GET    ~/cost-of-goods-sold                      ADMIN OPERATOR VIEWER
            GET    ~/skus/{sku}/layers                       ADMIN OPERATOR VIEWER
            GET    ~/stock-journal.csv                       ADMIN OPERATOR VIEWER
            GET    ~/work-centres                            ADMIN OPERATOR VIEWER
            PUT    ~/work-centres/{workCentre}               ADMIN OPERATOR
            GET    ~/skus/{sku}/routing                      ADMIN OPERATOR VIEWER
            PUT    ~/skus/{sku}/routing                      ADMIN OPERATOR
            GET    ~/skus/{sku}/standard-cost                ADMIN OPERATOR VIEWER
            POST   ~/production-orders                       ADMIN OPERATOR
            GET    ~/production-orders                       ADMIN OPERATOR VIEWER
            GET    ~/production-orders/{number}              ADMIN OPERATOR VIEWER
            GET    ~/production-orders/{number}/events       ADMIN OPERATOR VIEWER
            GET    ~/production-orders/{number}/cost         ADMIN OPERATOR VIEWER
            POST   ~/production-orders/{number}/release      ADMIN OPERATOR
            POST   ~/production-orders/{number}/start        ADMIN OPERATOR
            POST   ~/production-orders/{number}/report       ADMIN OPERATOR
            POST   ~/production-orders/{number}/inspect      ADMIN OPERATOR
            POST   ~/production-orders/{number}/issue        ADMIN OPERATOR
            POST   ~/production-orders/{number}/return       ADMIN OPERATOR
            POST   ~/production-orders/{number}/complete     ADMIN OPERATOR
            POST   ~/production-orders/{number}/cancel       ADMIN OPERATOR
            POST   ~/disassemblies                           ADMIN OPERATOR
            GET    ~/production/bottlenecks                  ADMIN OPERATOR VIEWER
            GET    ~/production/queues/{workCentre}          ADMIN OPERATOR VIEWER
            GET    ~/production/overdue                      ADMIN OPERATOR VIEWER
            GET    ~/production/shortages                    ADMIN OPERATOR VIEWER
            GET    ~/production/scrap                        ADMIN OPERATOR VIEWER
            GET    ~/equipment                               ADMIN OPERATOR VIEWER
            PUT    ~/equipment/{equipment}                   ADMIN OPERATOR
            GET    ~/equipment/{equipment}/services          ADMIN OPERATOR VIEWER
            POST   ~/equipment/{equipment}/services          ADMIN OPERATOR
            GET    ~/services-due                            ADMIN OPERATOR VIEWER
            GET    ~/orders                                  ADMIN OPERATOR VIEWER
            GET    ~/orders/{orderId}                        ADMIN OPERATOR VIEWER
            GET    ~/orders/{orderId}/edits                  ADMIN OPERATOR VIEWER
            GET    ~/orders/{orderId}/flags                  ADMIN OPERATOR VIEWER
            PUT    ~/orders/{orderId}/flags/{flag}           ADMIN OPERATOR
            DELETE ~/orders/{orderId}/flags/{flag}           ADMIN OPERATOR
            GET    ~/orders/{orderId}/shipments              ADMIN OPERATOR VIEWER
            DELETE ~/orders/{orderId}/personal-data          ADMIN OPERATOR
            GET    ~/parked/messages                         ADMIN OPERATOR VIEWER
            GET    ~/parked/lines                            ADMIN OPERATOR VIEWER
            POST   ~/parked/messages/{messageId}/replay      ADMIN OPERATOR
            POST   ~/parked/messages/{messageId}/accept      ADMIN OPERATOR
            DELETE ~/parked/messages/{messageId}             ADMIN OPERATOR
            GET    ~/parked/releases                         ADMIN OPERATOR VIEWER
            POST   ~/parked/releases/{orderId}/replay        ADMIN OPERATOR
            GET    ~/parked/production-costs                 ADMIN OPERATOR VIEWER
            POST   ~/parked/production-costs/{number}/replay ADMIN OPERATOR
            GET    ~/fulfilments                             ADMIN OPERATOR VIEWER
            GET    ~/fulfilments/{fulfilmentId}              ADMIN OPERATOR VIEWER
            GET    ~/fulfilments/{fulfilmentId}/recipient    ADMIN OPERATOR
            POST   ~/fulfilments/{fulfilmentId}/pick         ADMIN OPERATOR
            POST   ~/fulfilments/{fulfilmentId}/pack         ADMIN OPERATOR
            POST   ~/fulfilments/{fulfilmentId}/ship         ADMIN OPERATOR
            GET    ~/merged-parcels                          ADMIN OPERATOR VIEWER
            POST   ~/merged-parcels                          ADMIN OPERATOR
            POST   ~/shipments/{shipmentId}/retry-confirmation   ADMIN OPERATOR
            GET    ~/feeds                                   ADMIN OPERATOR VIEWER
            POST   @/check                                   ADMIN OPERATOR STOREFRONT
            POST   @/holds                                   ADMIN OPERATOR STOREFRONT
            GET    @/holds/{holdId}                          ADMIN OPERATOR VIEWER STOREFRONT
            POST   @/holds/{holdId}/extend                   ADMIN OPERATOR STOREFRONT
            DELETE @/holds/{holdId}                          ADMIN OPERATOR STOREFRONT
            POST   @/orders                                  ADMIN OPERATOR STOREFRONT
            GET    @/orders/{channelOrderId}                 ADMIN OPERATOR VIEWER STOREFRONT
            PATCH  @/orders/{channelOrderId}                 ADMIN OPERATOR STOREFRONT
            POST   @/orders/{channelOrderId}/cancel          ADMIN OPERATOR STOREFRONT
            POST   @/feeds                                   ADMIN OPERATOR SUPPLIER
            GET    @/feeds                                   ADMIN OPERATOR VIEWER SUPPLIER
            GET    @/feeds/{feedId}                          ADMIN OPERATOR VIEWER SUPPLIER
            GET    @/feeds/{feedId}/rejections.csv           ADMIN OPERATOR VIEWER SUPPLIER
            """;

    private static final String SELLER = "/api/v1/sellers/{sellerId}";

    private static final List<Rule> RULES = TABLE.lines().map(RoleMatrix::rule).toList();

    private RoleMatrix() {}

    /**
     * A row: a mapping and who may use it.
     *
     * @param path as the controllers write it
     */
    public record Rule(String method, String path, PathPattern pattern, Set<Role> roles) {

        boolean matches(PathContainer address) {
            return pattern.matches(address);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static Rule rule(String row) {
        String[] words = row.strip().split("\\s+", -1);
        String path = words[1].replaceFirst("^@", "~/accounts/{accountId}").replaceFirst("^~", SELLER);
        Set<Role> roles = Arrays.stream(words, 2, words.length)
                .map(word -> Role.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        return new Rule(words[0], path, PathPatternParser.defaultInstance.parse(path), roles);
    }

    public static List<Rule> rules() {
        return RULES;
    }

    /** The row for a request; HEAD counts as GET. */
    static Optional<Rule> find(String method, PathContainer address) {
        String read = method.equals("HEAD") ? "GET" : method;
        return RULES.stream()
                .filter(rule -> rule.method().equals(read) && rule.matches(address))
                .min(Comparator.comparing(Rule::pattern));
    }

    /** The methods that serve under an address, none if nothing does. */
    static List<String> methods(PathContainer address) {
        return RULES.stream()
                .filter(rule -> rule.matches(address))
                .map(Rule::method)
                .distinct()
                .sorted()
                .toList();
    }
}
