package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.money.Money;
import penstock.core.production.EquipmentRegister;
import penstock.core.production.EquipmentRegister.Equipment;
import penstock.core.production.EquipmentServices;
import penstock.core.production.EquipmentServices.Due;
import penstock.core.production.EquipmentServices.Service;
import penstock.core.production.EquipmentServices.ServiceView;
import penstock.core.valuation.ValuationReports;

/** Equipment, what it takes, and when it is to be serviced. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Equipment")
public class EquipmentApi {

    private static final int MAX_DAYS_AHEAD = 3_650;

    private final EquipmentRegister register;
    private final EquipmentServices services;
    private final ValuationReports valuation;
    private final Clock clock;

    public EquipmentApi(
            EquipmentRegister register, EquipmentServices services, ValuationReports valuation, Clock clock) {
        this.register = register;
        this.services = services;
        this.valuation = valuation;
        this.clock = clock;
    }

    @GetMapping("/equipment")
    @Operation(summary = "List the equipment", description = "By code. Ask for the next page with after = next.")
    public EquipmentPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Equipment> page = Page.cut(register.list(sellerId, after, Page.limit(limit) + 1), limit, Equipment::code);
        return new EquipmentPage(page.map(EquipmentAnswer::of), page.next());
    }

    @PutMapping("/equipment/{equipment}")
    @Operation(
            summary = "Create or change a piece of equipment",
            description =
                    "201 when it is new, 200 when it changed or stood there so already. Parts are what a service of it usually"
                            + " takes, in place of those before. A meter does not go back.")
    public ResponseEntity<EquipmentAnswer> put(
            @PathVariable long sellerId, @PathVariable String equipment, @RequestBody EquipmentFields fields) {
        Equipment wish = new Equipment(
                equipment,
                fields.name(),
                fields.location(),
                fields.workCentre().orElse(""),
                fields.everyDays(),
                fields.everyRunHours(),
                fields.runHours().orElse(0),
                Amounts.day("inUseSince", fields.inUseSince(), Today.of(clock)),
                fields.parts().orElse(Map.of()));
        Outcome outcome = register.put(sellerId, wish);
        return Answers.of(outcome == Outcome.CREATED, EquipmentAnswer.of(wish));
    }

    @GetMapping("/services-due")
    @Operation(
            summary = "List equipment that is to be serviced",
            description =
                    "Due within so many days, or with no more than so many hours left on its meter; what is overdue first."
                            + " Lacking are parts of which less is there than a service usually takes. A ranking, so its pages are"
                            + " counted: ask for the next with after = next.")
    public DuePage due(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") int withinDays,
            @RequestParam(defaultValue = "0") int withinHours,
            @RequestParam(defaultValue = "0") Long after,
            @RequestParam(defaultValue = "100") int limit) {
        Fields.within("withinDays", withinDays, 0, MAX_DAYS_AHEAD);
        Fields.within("withinHours", withinHours, 0, EquipmentRegister.MAX_RUN_HOURS);
        LocalDate today = Today.of(clock);
        int from = ProductionReportsApi.place(after);
        List<Due> due =
                services.due(sellerId, today, today.plusDays(withinDays), withinHours, from, Page.limit(limit) + 1);
        return new DuePage(
                due.stream().limit(limit).map(DueAnswer::of).toList(), ProductionReportsApi.next(due, from, limit));
    }

    @PostMapping("/equipment/{equipment}/services")
    @Operation(
            summary = "Note that equipment was serviced",
            description =
                    "What it used leaves stock at its location; what it usually takes, if used is left out. The number is"
                            + " yours: 201 the first time, 200 in a repeat, 409 with other content.")
    public ResponseEntity<ServiceNoted> service(
            @PathVariable long sellerId,
            @PathVariable String equipment,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody NewService wish) {
        LocalDate today = Today.of(clock);
        LocalDate day = Amounts.day("servicedOn", wish.servicedOn());
        if (day.isAfter(today)) {
            throw Refused.field("servicedOn", "servicedOn has not come yet (UTC); note a service when it was done");
        }
        Service service = new Service(
                wish.number(), day, wish.runHours(), wish.used(), wish.note().orElse(""));
        Reply reply = Answers.requireHolds(services.service(sellerId, actor, equipment, service)
                .orElseThrow(() -> Refused.notFound("there is no such equipment")));
        return Answers.of(reply.verdict(), new ServiceNoted(wish.number(), reply.verdict()));
    }

    @GetMapping("/equipment/{equipment}/services")
    @Operation(
            summary = "List the services of a piece of equipment",
            description = "The latest first, with what they used and cost. Ask for the next page with before = next.")
    public ServicePage services(
            @PathVariable long sellerId,
            @PathVariable String equipment,
            @RequestParam(defaultValue = "9223372036854775807") Long before,
            @RequestParam(defaultValue = "100") int limit) {
        Currency own = Money.currency(valuation.reached(sellerId).currency());
        Page<ServiceView> page = Page.cut(
                services.services(sellerId, equipment, before, Page.limit(limit) + 1),
                limit,
                service -> Long.toString(service.serviceId()));
        return new ServicePage(page.map(service -> ServiceAnswer.of(service, own)), page.next());
    }

    /** What a piece of equipment is to be. */
    public record EquipmentFields(
            @Schema(example = "Table saw 2") String name,

            @Schema(description = "Where it stands; its services take from there.", example = "WH1")
            String location,

            @Schema(description = "That it belongs to.") Optional<String> workCentre,

            @Schema(description = "Days from service to service.", example = "90")
            Optional<Integer> everyDays,

            @Schema(description = "Hours on its meter from service to service.", example = "500")
            Optional<Integer> everyRunHours,

            @Schema(description = "What its meter shows; 0 if left out.")
            Optional<Integer> runHours,

            @Schema(description = "Today if left out.") Optional<String> inUseSince,

            @Schema(description = "Units by SKU that a service usually takes.")
            Optional<Map<String, Integer>> parts) {}

    /** A piece of equipment. */
    public record EquipmentAnswer(
            String code,
            String name,
            String location,
            String workCentre,
            Optional<Integer> everyDays,
            Optional<Integer> everyRunHours,
            int runHours,
            String inUseSince,
            Map<String, Integer> parts) {
        static EquipmentAnswer of(Equipment one) {
            return new EquipmentAnswer(
                    one.code(),
                    one.name(),
                    one.location(),
                    one.workCentre(),
                    one.everyDays(),
                    one.everyRunHours(),
                    one.runHours(),
                    one.inUseSince().toString(),
                    new TreeMap<>(one.parts()));
        }
    }

    /** A page of equipment. */
    public record EquipmentPage(List<EquipmentAnswer> equipment, Optional<String> next) {}

    /** When equipment is to be serviced. */
    public record DueAnswer(
            String code,
            String name,
            Optional<String> servicedOn,
            Optional<String> dueOn,

            @Schema(description = "On its meter; below zero when it is past.")
            Optional<Integer> hoursLeft,

            boolean overdue,
            List<String> lacking) {
        static DueAnswer of(Due due) {
            return new DueAnswer(
                    due.code(),
                    due.name(),
                    due.servicedOn().map(LocalDate::toString),
                    due.dueOn().map(LocalDate::toString),
                    due.runHoursLeft(),
                    due.overdue(),
                    due.lacking());
        }
    }

    /** A page of equipment that is to be serviced. */
    public record DuePage(List<DueAnswer> equipment, Optional<String> next) {}

    /** A service that was done. */
    public record NewService(
            @Schema(description = "Yours: the same in every repeat.", example = "S-2026-4")
            String number,

            @Schema(example = "2026-03-10") String servicedOn,

            @Schema(description = "What its meter showed; what is known if left out.")
            Optional<Integer> runHours,

            @Schema(description = "Units by SKU; what it usually takes if left out.")
            Optional<Map<String, Integer>> used,

            Optional<String> note) {
        public NewService {
            Fields.callerId("number", number);
            Fields.text("note", note, Fields.MAX_NAME);
        }
    }

    /** What became of it. */
    public record ServiceNoted(String number, Verdict verdict) {}

    /** A service; {@code used} are SKUs and units. */
    public record ServiceAnswer(
            String number,
            String servicedOn,
            int runHours,
            String note,
            List<String> used,
            String cost,
            Instant notedAt) {
        static ServiceAnswer of(ServiceView service, Currency own) {
            return new ServiceAnswer(
                    service.number(),
                    service.servicedOn().toString(),
                    service.runHours(),
                    service.note(),
                    service.used(),
                    Amounts.text(service.cost(), own),
                    service.createdAt());
        }
    }

    /** A page of services. */
    public record ServicePage(List<ServiceAnswer> services, Optional<String> next) {}
}
