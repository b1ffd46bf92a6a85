package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.api.ReturnBodies.ExchangeOrder;
import penstock.console.api.ReturnBodies.ItemEnd;
import penstock.console.api.ReturnBodies.ItemEnded;
import penstock.console.api.ReturnBodies.NewRefund;
import penstock.console.api.ReturnBodies.ReturnAnswer;
import penstock.console.api.ReturnBodies.ReturnPage;
import penstock.console.api.ReturnBodies.ReturnParcel;
import penstock.console.api.ReturnBodies.ReturnTerms;
import penstock.console.api.ReturnBodies.ReturnWish;
import penstock.console.api.ReturnBodies.UnannouncedReturn;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.returns.ReceivingReturns;
import penstock.core.returns.Refunds;
import penstock.core.returns.Returns;
import penstock.core.returns.SalesReturn;
import penstock.core.returns.SalesReturn.State;

/** What customers send back. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Returns")
public class ReturnsApi {

    private final Returns returns;
    private final ReceivingReturns receiving;
    private final Refunds refunds;

    public ReturnsApi(Returns returns, ReceivingReturns receiving, Refunds refunds) {
        this.returns = returns;
        this.receiving = receiving;
        this.refunds = refunds;
    }

    @GetMapping("/orders/{orderId}/return-terms")
    @Operation(
            summary = "Ask by which terms an order's units may come back",
            description =
                    "Of every line that was shipped and every reason: whether it would be authorised now, by which rule of"
                            + " which version, and why. Country and day of delivery are not kept with orders; state them where"
                            + " rules depend on them.")
    public ReturnTerms terms(
            @PathVariable long sellerId,
            @PathVariable long orderId,
            @RequestParam Optional<String> country,
            @RequestParam Optional<String> deliveredOn) {
        Optional<LocalDate> delivered = deliveredOn.map(day -> Amounts.day("deliveredOn", day));
        return ReturnTerms.of(returns.terms(sellerId, orderId, country, delivered));
    }

    @PostMapping("/returns")
    @Operation(
            summary = "Ask to send something back",
            description =
                    "Of an order's lines never more units than were shipped and have not come back. The policy in force"
                            + " decides: AUTHORISED, or REFUSED with its reasons, unless goodwill is meant. The id is yours: 201"
                            + " the first time, 200 after it, 409 with other content. A kit comes back as its components.")
    public ResponseEntity<ReturnAnswer> authorise(@PathVariable long sellerId, @RequestBody ReturnWish wish) {
        Reply reply = returns.authorise(sellerId, wish.wish());
        return Answers.of(reply.verdict(), get(sellerId, wish.id()));
    }

    @PostMapping("/unannounced-returns")
    @Operation(
            summary = "Take in what came back without anybody having asked",
            description =
                    "A fact: it is booked whatever the policy says, and what that says is noted. Never more than was shipped"
                            + " of the order; without an order units come in at the last known cost. 201 the first time, 200"
                            + " after it, 409 with other content.")
    public ResponseEntity<ReturnAnswer> receiveUnannounced(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @RequestBody UnannouncedReturn came) {
        Reply reply = receiving.receive(sellerId, actor, came.came());
        return Answers.of(reply.verdict(), get(sellerId, came.id()));
    }

    @GetMapping("/returns")
    @Operation(
            summary = "List returns",
            description = "The oldest first, of one state if it is given. Ask for the next page with after = next.")
    public ReturnPage list(
            @PathVariable long sellerId,
            @RequestParam Optional<State> state,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<SalesReturn> page = Page.cut(
                returns.list(sellerId, state.map(State::name).orElse(""), after, Page.limit(limit) + 1),
                limit,
                one -> Long.toString(one.returnId()));
        return new ReturnPage(page.map(ReturnAnswer::of), page.next());
    }

    @GetMapping("/returns/{returnId}")
    @Operation(summary = "Read a return", description = "By your id of it.")
    public ReturnAnswer get(@PathVariable long sellerId, @PathVariable String returnId) {
        return returns.find(sellerId, returnId)
                .map(ReturnAnswer::of)
                .orElseThrow(() -> Refused.notFound("there is no return of this id"));
    }

    @PostMapping("/returns/{returnId}/sent")
    @Operation(
            summary = "Note that the customer has sent it",
            description = "It does not expire any more. A repeat changes nothing.")
    public ReturnAnswer sent(@PathVariable long sellerId, @PathVariable String returnId) {
        returns.sent(sellerId, returnId);
        return get(sellerId, returnId);
    }

    @PostMapping("/returns/{returnId}/parcels")
    @Operation(
            summary = "Take a parcel of a return in",
            description =
                    "By line and condition. The policy proposes what becomes of the units; a disposition that is stated"
                            + " counts instead. RESTOCK: available. REFURBISH: in quality control. QUARANTINE: damaged. DISPOSE,"
                            + " BACK_TO_SUPPLIER: they leave again. Of a SKU that is tracked, items name the lot, or the serials,"
                            + " which must be those that were shipped. 201 the first time, 200 after it, 409 with other"
                            + " content.")
    public ResponseEntity<ReturnAnswer> receive(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String returnId,
            @RequestBody ReturnParcel parcel) {
        Reply reply = receiving.receive(sellerId, actor, returnId, parcel.arrival());
        return Answers.of(reply.verdict(), get(sellerId, returnId));
    }

    @PostMapping("/return-items/{itemId}/dispose")
    @Operation(
            summary = "Say what becomes of units that were refurbished or kept apart",
            description = "RESTOCK, DISPOSE or BACK_TO_SUPPLIER. A repeat changes nothing.")
    public ItemEnded dispose(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long itemId,
            @RequestBody ItemEnd end) {
        Reply reply = receiving.dispose(sellerId, actor, itemId, end.disposition());
        return new ItemEnded(itemId, end.disposition(), reply.verdict());
    }

    @PostMapping("/returns/{returnId}/refunds")
    @Operation(
            summary = "Note money that was given back",
            description =
                    "It moves no stock. The id is yours: 201 the first time, 200 after it, 409 with other content.")
    public ResponseEntity<ReturnAnswer> refund(
            @PathVariable long sellerId, @PathVariable String returnId, @RequestBody NewRefund refund) {
        Currency of = Amounts.currency("currency", refund.currency());
        Reply reply = refunds.note(
                sellerId, returnId, refund.id(), refund.money(of), refund.note().orElse(""));
        return Answers.of(reply.verdict(), get(sellerId, returnId));
    }

    @PostMapping("/returns/{returnId}/exchange")
    @Operation(
            summary = "Note the order that was placed in its stead",
            description = "An order of an own site, placed and reserved as every order is. A repeat changes nothing.")
    public ReturnAnswer exchange(
            @PathVariable long sellerId, @PathVariable String returnId, @RequestBody ExchangeOrder wish) {
        returns.exchange(sellerId, returnId, wish.orderId());
        return get(sellerId, returnId);
    }

    @PostMapping("/returns/{returnId}/close")
    @Operation(summary = "End a return that has come", description = "A repeat changes nothing.")
    public ReturnAnswer close(@PathVariable long sellerId, @PathVariable String returnId) {
        returns.close(sellerId, returnId);
        return get(sellerId, returnId);
    }
}
