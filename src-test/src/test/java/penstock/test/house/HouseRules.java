package penstock.test.house;

import static penstock.test.house.HouseRule.inCode;
import static penstock.test.house.HouseRule.inText;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of STYLE.md that a machine can see. */
final class HouseRules {

    static final int MAX_LINES_OF_A_FILE = 500;
    static final int MAX_LINES_OF_A_METHOD = 70;

    /**
     * Waits that stand for something: a lost transaction, a budget that fills up again, the pace of a picture for people,
     * a server that is slow on purpose.
     */
    private static final List<String> MAY_SLEEP = List.of(
            "routes/command/demo/Demo.java",
            "core/store/Database.java",
            "routes/transport/AccountCalls.java",
            "test/java/penstock/routes/transport/CuttingRepliesTest.java");

    /** Where real time begins, and the ages of files. The sandbox is its own world, with its own truth. */
    private static final List<String> MAY_ASK_THE_WORLD =
            List.of("routes/postgres/Binaries.java", "sandbox/src/main/", "penstock/bench/");

    /** Commands, which speak to whoever started them. */
    private static final List<String> MAY_PRINT = List.of(
            "penstock/routes/command/",
            "penstock/sandbox/SandboxMain.java",
            "penstock/routes/postgres/ChildGateway.java",
            "penstock/bench/");

    /** Longer than they should be; the next who changes one of them splits it. */
    private static final List<String> MAY_BE_LONG = List.of("core/scenario/Tables.java");

    /** Speaks of a home that is nobody's. */
    private static final List<String> MAY_NAME_A_HOME = List.of("routes/postgres/HomeTest.java");

    private static final String THIS = "penstock/test/house/";

    private HouseRules() {}

    static Stream<HouseRule> all() {
        return Stream.of(names(), worlds(), sizes(), traces()).flatMap(rules -> rules);
    }

    private static Stream<HouseRule> names() {
        return Stream.of(
                new HouseRule(
                        "no class is a Manager, Helper, Util, Impl or Common",
                        Source::isJava,
                        inCode("\\b(class|record|interface|enum)\\s+"
                                + "(\\w*(Manager|Helper|Utils?|Impl|Common|Misc)(?![a-z])\\w*)"),
                        main("class StockManager {}"),
                        main("class Implementing { StockManager manager; }")),
                new HouseRule(
                        "no package is called util, helper or common",
                        Source::isJava,
                        inCode("(?m)^package [\\w.]*\\b(utils?|helpers?|common|misc|impl)\\b"),
                        main("package penstock.core.util;"),
                        main("package penstock.core.book;\nimport java.util.List;")),
                new HouseRule(
                        "no library that hides what happens",
                        Source::isJava,
                        inCode("(?m)^import (static )?(lombok|org\\.mockito|org\\.mapstruct|io\\.vavr)\\b"),
                        main("import lombok.Data;"),
                        main("// import lombok.Data;")));
    }

    private static Stream<HouseRule> worlds() {
        return Stream.of(
                new HouseRule(
                        "nobody sleeps: await a condition, move a clock",
                        javaBut(MAY_SLEEP),
                        inCode("\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\("),
                        main("void f() { Thread.sleep(5); }"),
                        main("/** Unlike Thread.sleep(5). */")),
                new HouseRule(
                        "time, ids and chance come in as arguments",
                        source -> javaBut(MAY_ASK_THE_WORLD).test(source) && source.isMain(),
                        inCode("\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)\\.now\\(\\)"
                                + "|\\bSystem\\.currentTimeMillis\\(|\\bUUID\\.randomUUID\\(|\\bMath\\.random\\("
                                + "|\\bnew Random\\(\\)"),
                        main("Instant now = Instant.now();"),
                        main("Instant now = Instant.now(clock);")),
                new HouseRule(
                        "only a command prints, and a random test its seed",
                        javaBut(MAY_PRINT),
                        source -> inCode("\\bSystem\\.(out|err)\\b|\\.printStackTrace\\(").apply(source).stream()
                                .filter(line ->
                                        source.isMain() || !source.line(line).contains("penstock.seed"))
                                .toList(),
                        main("System.out.println(1);"),
                        main("String text = \"System.out\";")),
                new HouseRule(
                        "no route goes where a text says",
                        Source::isJava,
                        inCode("\\.toD\\("),
                        main("from(a).toD(header);"),
                        main("from(a).to(b);")),
                new HouseRule(
                        "no route is transacted",
                        Source::isJava,
                        inCode("\\.transacted\\("),
                        main("from(a).transacted();"),
                        main("// not .transacted()")));
    }

    private static Stream<HouseRule> sizes() {
        return Stream.of(
                new HouseRule(
                        "no file has more than " + MAX_LINES_OF_A_FILE + " lines",
                        javaBut(MAY_BE_LONG),
                        source -> source.text().lines().count() > MAX_LINES_OF_A_FILE
                                ? List.of(MAX_LINES_OF_A_FILE + 1)
                                : List.of(),
                        main("\n".repeat(MAX_LINES_OF_A_FILE + 1)),
                        main("\n".repeat(MAX_LINES_OF_A_FILE))),
                new HouseRule(
                        "no method has more than " + MAX_LINES_OF_A_METHOD + " lines",
                        javaBut(MAY_BE_LONG),
                        source -> LongMethods.longerThan(source.code(), MAX_LINES_OF_A_METHOD),
                        main(method(MAX_LINES_OF_A_METHOD - 1)),
                        main(method(MAX_LINES_OF_A_METHOD - 2))));
    }

    private static String method(int linesInside) {
        return "class A {\n    @Override\n    public <T> List<T> read(\n            int a) throws IOException {\n"
                + "        if (a) { b(); }\n".repeat(linesInside - 1)
                + "    }\n}\n";
    }

    private static Stream<HouseRule> traces() {
        return Stream.of(
                new HouseRule(
                        "nothing is left to do",
                        source -> !source.isIn(List.of(THIS)),
                        inText("\\b(TODO|FIXME|XXX|HACK)\\b"),
                        main("// TODO later"),
                        main("// To do is to be.")),
                new HouseRule(
                        "no path of somebody's machine",
                        source -> !source.isIn(MAY_NAME_A_HOME) && !source.isIn(List.of(THIS)),
                        inText("(?<![\\w.}/])/(root|work|Users|home/\\w+)/"),
                        main("Path.of(\"/home/jo/penstock\")"),
                        main("GET /api/v1/work/items; https://shop.example/home/jo/page")),
                new HouseRule(
                        "no host to fetch from but the public ones",
                        source -> !source.isIn(List.of(THIS)),
                        inText("(?i)artifactory|jfrog|/nexus/|<(plugin)?repositor(y|ies)>|<mirrors?>"),
                        Source.of("pom.xml", "<repositories><repository/></repositories>"),
                        Source.of("pom.xml", "<artifactId>penstock</artifactId>")));
    }

    private static Predicate<Source> javaBut(List<String> places) {
        return source -> source.isJava() && !source.isIn(places);
    }

    private static Source main(String text) {
        return Source.of("sync-core/src/main/java/penstock/core/book/A.java", text);
    }
}
