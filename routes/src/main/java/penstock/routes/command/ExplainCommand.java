package penstock.routes.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import penstock.core.publication.Explaining;
import penstock.core.publication.Explaining.Explanation;
import penstock.core.publication.Explaining.Number;
import penstock.core.publication.Explaining.Sent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Says why a listing shows what it shows. Changes nothing. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Says why a listing's number is what it is, stage by stage with the rules it comes from, what its channel was told last"
                        + " and what it answered; now or at a past moment. Changes nothing, and may run beside a working gateway.",
        footer = {
            "",
            "Exit codes: 0 told, 2 wrong words, 3 the database cannot be read, or there is no such seller or listing."
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private SellerOption seller;

    @Option(names = "--listing", required = true, paramLabel = "ID", description = "The listing, by its number.")
    private long listing;

    @Option(
            names = "--as-of",
            paramLabel = "MOMENT",
            converter = MomentWords.class,
            description = "As it was then, such as 2026-03-01T08:00:00Z.")
    private @Nullable Instant moment;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        if (moment != null && moment.isAfter(clock.instant())) {
            throw new ParameterException(spec.commandLine(), "--as-of lies in the future");
        }
        try (OpenedDatabase opened = OpenedDatabase.of(home)) {
            Explaining explaining = new Explaining(opened.database(), clock);
            long sellerId = seller.one(opened.database(), clock);
            Optional<Explanation> found =
                    moment == null ? explaining.now(sellerId, listing) : explaining.at(sellerId, listing, moment);
            Explanation told = found.orElseThrow(() ->
                    new IllegalArgumentException("there is no listing " + listing + " whose channel is told numbers"));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                tellJson(told, out);
            } else {
                tell(told, out);
            }
            out.flush();
            return Main.OK;
        }
    }

    private static void tell(Explanation told, PrintWriter out) {
        out.println("%s, SKU %s, account %d: %s%s, position %d"
                .formatted(
                        told.listing().channelSku(),
                        told.listing().sku(),
                        told.listing().accountId(),
                        told.listing().state(),
                        told.listing().refused().map(why -> " (" + why + ")").orElse(""),
                        told.position()));
        told.number().ifPresent(number -> {
            out.println("is to show  " + number.sentence());
            number.stages()
                    .forEach(stage -> out.println("            %-14s %10d  %s"
                            .formatted(stage.kind(), stage.units(), ruled(stage.by(), number.rules()))
                            .stripTrailing()));
        });
        if (told.sent().isEmpty()) {
            out.println("was told    nothing yet");
        }
        told.sent()
                .ifPresent(sent -> out.println("was told    %s%n            at %s, position %d, rules %d"
                        .formatted(
                                sent.number().sentence(),
                                sent.at(),
                                sent.position(),
                                sent.number().rules())));
        told.answers()
                .forEach(answer -> out.println("            %s %s%s %s"
                        .formatted(
                                answer.at(),
                                answer.outcome(),
                                answer.seen().map(seen -> " " + seen).orElse(""),
                                answer.detail())
                        .stripTrailing()));
    }

    private static String ruled(String by, int rules) {
        return by.startsWith("rule") ? by + " of version " + rules : by;
    }

    private static void tellJson(Explanation told, PrintWriter out) {
        JsonGenerator json = JsonMapper.shared().createGenerator(out);
        json.writeStartObject();
        json.writeNumberProperty("listing", told.listing().listingId());
        json.writeNumberProperty("account", told.listing().accountId());
        json.writeStringProperty("channelSku", told.listing().channelSku());
        json.writeStringProperty("sku", told.listing().sku());
        json.writeStringProperty("state", told.listing().state());
        told.listing().refused().ifPresent(why -> json.writeStringProperty("refusedReason", why));
        json.writeStringProperty("at", told.at().toString());
        json.writeNumberProperty("position", told.position());
        told.number().ifPresent(number -> {
            json.writeName("number");
            tellJson(number, json);
        });
        told.sent().ifPresent(sent -> tellJson(sent, json));
        json.writeArrayPropertyStart("answers");
        told.answers().forEach(answer -> {
            json.writeStartObject();
            json.writeStringProperty("at", answer.at().toString());
            json.writeStringProperty("outcome", answer.outcome());
            answer.seen().ifPresent(seen -> json.writeNumberProperty("seen", seen));
            json.writeStringProperty("detail", answer.detail());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.println();
    }

    private static void tellJson(Sent sent, JsonGenerator json) {
        json.writeObjectPropertyStart("sent");
        json.writeStringProperty("at", sent.at().toString());
        json.writeNumberProperty("position", sent.position());
        json.writeName("number");
        tellJson(sent.number(), json);
        json.writeEndObject();
    }

    private static void tellJson(Number number, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("quantity", number.quantity());
        json.writeStringProperty("sentence", number.sentence());
        json.writeNumberProperty("rules", number.rules());
        json.writeArrayPropertyStart("stages");
        number.stages().forEach(stage -> {
            json.writeStartObject();
            json.writeStringProperty("stage", stage.kind().name());
            json.writeNumberProperty("units", stage.units());
            json.writeStringProperty("words", stage.words());
            json.writeStringProperty("rule", stage.by());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }
}
