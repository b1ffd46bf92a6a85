package penstock.test.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules, for a house whose packages all begin with the same name. */
final class Rules {

    /** Rooms of sync-core, and what each may import of the others. A new room is entered here first. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            entry("message", List.of()),
            entry("shelf", List.of()),
            entry("book", List.of("message", "shelf")),
            entry("sourcing", List.of("book")),
            entry("order", List.of("message", "book", "sourcing", "store")),
            entry("ledger", List.of("book", "shelf", "order", "sourcing", "engine", "store")),
            entry(
                    "warehouse",
                    List.of(
                            "book",
                            "shelf",
                            "catalogue",
                            "ledger",
                            "order",
                            "engine",
                            "history",
                            "identity",
                            "money",
                            "store")),
            entry("shipping", List.of("message", "book", "shelf", "ledger", "order", "sourcing", "store")),
            entry("supplier", List.of("message", "book", "ledger", "engine", "identity", "inbox", "store")),
            entry("engine", List.of("message", "book", "shelf", "identity", "store")),
            entry("store", List.of()),
            entry("identity", List.of("store")),
            entry("inbox", List.of("message", "engine", "identity", "store")),
            entry("publication", List.of("book", "engine", "history", "message", "offer", "risk", "store")),
            entry("offer", List.of("risk")),
            entry("risk", List.of("store")),
            entry("trial", List.of("catalogue", "history", "identity", "offer", "risk", "store")),
            entry("port", List.of("message", "supplier")),
            entry("catalogue", List.of("book", "identity", "port", "shelf", "store")),
            entry("money", List.of()),
            entry("buying", List.of()),
            entry(
                    "purchasing",
                    List.of(
                            "book",
                            "buying",
                            "catalogue",
                            "engine",
                            "identity",
                            "ledger",
                            "money",
                            "order",
                            "sourcing",
                            "store",
                            "valuation",
                            "warehouse")),
            entry("costing", List.of("money")),
            entry("valuation", List.of("money", "costing", "order", "store")),
            entry(
                    "masterdata",
                    List.of(
                            "book",
                            "catalogue",
                            "engine",
                            "ledger",
                            "money",
                            "order",
                            "port",
                            "production",
                            "purchasing",
                            "shelf",
                            "store",
                            "valuation",
                            "warehouse")),
            entry(
                    "returns",
                    List.of(
                            "book",
                            "catalogue",
                            "engine",
                            "identity",
                            "ledger",
                            "money",
                            "order",
                            "purchasing",
                            "store",
                            "warehouse")),
            entry(
                    "transfer",
                    List.of(
                            "book",
                            "catalogue",
                            "engine",
                            "ledger",
                            "order",
                            "purchasing",
                            "shelf",
                            "sourcing",
                            "store",
                            "warehouse")),
            entry(
                    "scanning",
                    List.of(
                            "book",
                            "catalogue",
                            "engine",
                            "identity",
                            "ledger",
                            "order",
                            "purchasing",
                            "shelf",
                            "shipping",
                            "store",
                            "transfer",
                            "warehouse")),
            entry(
                    "production",
                    List.of("book", "catalogue", "engine", "ledger", "money", "order", "store", "valuation")),
            entry("history", List.of("book", "store")),
            entry(
                    "repair",
                    List.of(
                            "book",
                            "check",
                            "engine",
                            "history",
                            "ledger",
                            "order",
                            "risk",
                            "sourcing",
                            "store",
                            "valuation")),
            entry("check", List.of()));

    /** Rooms that decide in plain Java, without a database. */
    private static final List<String> DECIDING =
            List.of("message", "shelf", "book", "sourcing", "money", "costing", "buying", "offer");

    /** Rooms that speak JDBC themselves; the others know of it that it throws. */
    private static final List<String> SPEAKING_JDBC = List.of("store", "check");

    /** What adapters share, and what each of these may import of the others. */
    private static final Map<String, List<String>> SHARED = Map.of(
            "spi", List.of(),
            "vendor", List.of("spi", "webhook"),
            "webhook", List.of("spi"),
            "feed", List.of("spi"),
            "edi", List.of("spi"));

    private static final List<String> FORMATS =
            List.of("tools.jackson", "com.fasterxml.jackson.annotation", "de.siegmar.fastcsv", "io.xlate.edi");

    /** Where routes open the database, and what is told its pool. */
    private static final List<String> OPENING_THE_DATABASE = List.of("database", "postgres", "app", "command", "demo");

    private final String house;
    private final String core;
    private final String channels;
    private final String fulfilment;
    private final String console;
    private final String routes;
    private final String sandbox;

    Rules(String house) {
        this.house = house;
        this.core = house + ".core";
        this.channels = house + ".channels";
        this.fulfilment = house + ".fulfilment";
        this.console = house + ".console";
        this.routes = house + ".routes";
        this.sandbox = house + ".sandbox";
    }

    Stream<Rule> all() {
        return Stream.of(core(), adapters(), edges()).flatMap(rules -> rules);
    }

    private Stream<Rule> core() {
        return Stream.of(
                new Rule(
                        "sync-core knows the JDK and itself",
                        in(
                                core,
                                "use the JDK and sync-core",
                                (from, to) -> AllowList.in(to, core) || Jdk.isForCore(to)),
                        "LedgerWithAPool"),
                new Rule(
                        "every room of sync-core is on the list",
                        in(core, "be in a room", (from, to) -> ROOMS.containsKey(part(from, core))),
                        "Attic"),
                new Rule(
                        "rooms of sync-core import each other one way",
                        in(
                                core,
                                "import the rooms they may",
                                (from, to) -> !AllowList.in(to, core)
                                        || part(to, core).equals(part(from, core))
                                        || ROOMS.getOrDefault(part(from, core), List.of())
                                                .contains(part(to, core))),
                        "BookThatAsksTheStore"),
                new Rule(
                        "decisions are plain Java",
                        in(
                                core,
                                "think",
                                (from, to) -> !DECIDING.contains(part(from, core))
                                        || AllowList.in(to, core)
                                        || Jdk.isThinking(to)),
                        "MessageThatReadsAFile"),
                new Rule(
                        "JDBC is spoken in the store and in the check",
                        in(
                                core,
                                "leave JDBC to the store",
                                (from, to) -> SPEAKING_JDBC.contains(part(from, core))
                                        || to.getName().equals("java.sql.SQLException")
                                        || !AllowList.in(to, List.of("java.sql", "javax.sql"))),
                        "OrderThatOpensAConnection"),
                new Rule(
                        "no rooms of sync-core import each other in a circle",
                        slices().matching(core + ".(*)..")
                                .should()
                                .beFreeOfCycles()
                                .allowEmptyShould(true),
                        "BookThatAsksTheStore"));
    }

    private Stream<Rule> adapters() {
        return Stream.of(
                new Rule(
                        "channels are pure, and know messages",
                        in(
                                channels,
                                "be pure",
                                (from, to) -> AllowList.in(to, core + ".message")
                                        || AllowList.in(to, channels)
                                        || AllowList.in(to, FORMATS)
                                        || Jdk.isPure(to)),
                        "ChannelThatCalls"),
                new Rule(
                        "a channel never imports a sibling, and what channels share knows none of them",
                        in(
                                channels,
                                "leave siblings alone",
                                (from, to) -> !AllowList.in(to, channels)
                                        || part(to, channels).equals(part(from, channels))
                                        || sharedWith(part(from, channels)).contains(part(to, channels))),
                        "ChannelThatCopies"),
                new Rule(
                        "providers are pure, and know messages and what channels share",
                        in(
                                fulfilment,
                                "be pure",
                                (from, to) -> AllowList.in(to, core + ".message")
                                        || AllowList.in(to, fulfilment)
                                        || (AllowList.in(to, channels) && SHARED.containsKey(part(to, channels)))
                                        || AllowList.in(to, FORMATS)
                                        || Jdk.isPure(to)),
                        "ProviderThatAsksAChannel"),
                new Rule(
                        "a provider never imports a sibling",
                        in(
                                fulfilment,
                                "leave siblings alone",
                                (from, to) -> !AllowList.in(to, fulfilment)
                                        || part(to, fulfilment).equals(part(from, fulfilment))
                                        || part(to, fulfilment).equals("spi")),
                        "ProviderThatCopies"));
    }

    private Stream<Rule> edges() {
        return Stream.of(
                new Rule(
                        "the console knows sync-core only",
                        in(
                                console,
                                "know sync-core only",
                                (from, to) -> !AllowList.in(to, house) || AllowList.in(to, List.of(core, console))),
                        "PageThatAsksAChannel"),
                new Rule(
                        "the console has no SQL and no routes of Camel",
                        in(
                                console,
                                "leave SQL and Camel alone",
                                (from, to) -> !AllowList.in(to, List.of("java.sql", "javax.sql", "org.apache.camel"))),
                        "PageWithSql"),
                new Rule(
                        "nobody imports routes",
                        in(
                                house,
                                "leave routes alone",
                                (from, to) -> AllowList.in(from, routes) || !AllowList.in(to, routes)),
                        "PageThatAsksARoute"),
                new Rule(
                        "nothing of the gateway knows the sandbox",
                        in(
                                house,
                                "leave the sandbox alone",
                                (from, to) -> AllowList.in(from, List.of(sandbox)) || !AllowList.in(to, sandbox)),
                        "RouteThatCheats"),
                new Rule(
                        "the sandbox knows nothing of ours, nor Spring, nor Camel",
                        in(
                                sandbox,
                                "know nothing of ours",
                                (from, to) -> AllowList.in(to, sandbox)
                                        || AllowList.in(
                                                to, List.of("java", "javax", "com.sun.net.httpserver", "org.jspecify"))
                                        || AllowList.in(to, FORMATS)),
                        "MarketThatCopies"),
                new Rule(
                        "routes leave SQL to sync-core, but for opening the database",
                        in(
                                routes,
                                "leave SQL to sync-core",
                                (from, to) -> OPENING_THE_DATABASE.contains(part(from, routes))
                                        || !AllowList.in(to, List.of("java.sql", "javax.sql"))),
                        "RouteThatCheats"));
    }

    private static ArchRule in(
            String place, String should, java.util.function.BiPredicate<JavaClass, JavaClass> allowed) {
        return classes()
                .that()
                .resideInAPackage(place + "..")
                .should(AllowList.of(should, allowed))
                .allowEmptyShould(true);
    }

    private static List<String> sharedWith(String part) {
        return SHARED.getOrDefault(part, List.copyOf(SHARED.keySet()));
    }

    /** The first package below a place; {@code ""} for the place itself. */
    private static String part(JavaClass type, String place) {
        String own = type.getPackageName();
        if (!own.startsWith(place + ".")) {
            return "";
        }
        String below = own.substring(place.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
