package penstock.console.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.book.Reply;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.money.Money;
import penstock.core.returns.Arrival;
import penstock.core.returns.Disposition;
import penstock.core.returns.NewReturn;
import penstock.core.returns.ReceivedCondition;
import penstock.core.returns.ReturnFault;
import penstock.core.returns.ReturnReason;
import penstock.core.returns.ReturnRule.Postage;
import penstock.core.returns.Returns;
import penstock.core.returns.SalesReturn;
import penstock.core.returns.Unannounced;

/** Returns as the API reads and writes them. */
public final class ReturnBodies {

    private static final String COUNTRY = "That it was shipped to, ISO 3166-1, where rules depend on it.";
    private static final String DELIVERED = "The day it was delivered, where that is known.";

    private ReturnBodies() {}

    /** What a customer asks to send back. */
    public record ReturnWish(
            @Schema(description = "Yours, the same in every repeat.", example = "RMA-2026-0001")
            String id,

            @Schema(description = "Our id of the order.") long orderId,
            @Schema(description = COUNTRY, example = "DE") Optional<String> country,

            @Schema(description = DELIVERED, example = "2026-03-01")
            Optional<String> deliveredOn,

            @Schema(description = "Authorise it whatever the policy says; false if left out.")
            Optional<Boolean> goodwill,

            Optional<String> note,
            List<ReturnWishLine> lines) {
        public ReturnWish {
            Fields.callerId("id", id);
            Fields.text("note", note, Fields.MAX_NAME);
            deliveredOn.ifPresent(day -> Amounts.day("deliveredOn", day));
            lines = Fields.list("lines", lines, SalesReturn.MAX_LINES);
        }

        NewReturn wish() {
            return new NewReturn(
                    id,
                    orderId,
                    country,
                    deliveredOn.map(LocalDate::parse),
                    goodwill.orElse(false),
                    note.orElse(""),
                    lines.stream().map(ReturnWishLine::wish).toList());
        }
    }

    /** Units of a line of the order. */
    public record ReturnWishLine(
            @Schema(description = "The order's line, as lineNo says; units are those of its SKU.")
            Optional<Integer> orderLine,

            @Schema(description = "Or the channel's line; units are the channel's, packs and kits come back whole.")
            Optional<String> channelLineId,

            @Schema(example = "1") int units,
            ReturnReason reason) {
        public ReturnWishLine {
            Fields.within("units", units, 1, OrderLineSnapshot.MAX_QUANTITY);
        }

        NewReturn.Wish wish() {
            return new NewReturn.Wish(orderLine, channelLineId, units, reason);
        }
    }

    /** A parcel as it was looked at. */
    public record ReturnParcel(
            @Schema(description = "Yours, the same in every repeat.", example = "BACK-1")
            String id,

            @Schema(example = "WH1") String location,

            @Schema(description = "Nothing more of the return comes. False if left out.")
            Optional<Boolean> complete,

            List<ReturnedUnits> items) {
        public ReturnParcel {
            Fields.callerId("id", id);
            Fields.code("location", location);
            items = Fields.list("items", items, SalesReturn.MAX_LINES);
        }

        Arrival arrival() {
            return new Arrival(
                    id,
                    location,
                    complete.orElse(false),
                    items.stream()
                            .map(one -> new Arrival.Found(
                                    one.line(),
                                    one.units(),
                                    one.condition(),
                                    one.disposition(),
                                    WhichUnits.named(one.bin(), one.lot(), one.serials())))
                            .toList());
        }
    }

    /** Units of a line of the return in one condition. */
    public record ReturnedUnits(
            @Schema(description = "Of the return, from 1.") int line,
            @Schema(example = "1") int units,
            ReceivedCondition condition,

            @Schema(description = "As the policy says if left out.")
            Optional<Disposition> disposition,

            @Schema(description = WhichUnits.BIN) Optional<String> bin,
            @Schema(description = WhichUnits.LOT) Optional<String> lot,

            @Schema(description = WhichUnits.SERIALS) Optional<List<String>> serials) {
        public ReturnedUnits {
            Fields.within("units", units, 1, OrderLineSnapshot.MAX_QUANTITY);
        }
    }

    /** What came back without anybody having asked. */
    public record UnannouncedReturn(
            @Schema(description = "Yours, the same in every repeat.", example = "BACK-2")
            String id,

            @Schema(example = "WH1") String location,

            @Schema(description = "Our id of the order, if it is known.")
            Optional<Long> orderId,

            @Schema(description = COUNTRY, example = "DE") Optional<String> country,

            @Schema(description = DELIVERED, example = "2026-03-01")
            Optional<String> deliveredOn,

            Optional<String> note,
            List<UnannouncedUnits> items) {
        public UnannouncedReturn {
            Fields.callerId("id", id);
            Fields.code("location", location);
            Fields.text("note", note, Fields.MAX_NAME);
            deliveredOn.ifPresent(day -> Amounts.day("deliveredOn", day));
            items = Fields.list("items", items, SalesReturn.MAX_LINES);
        }

        Unannounced came() {
            return new Unannounced(
                    id,
                    location,
                    orderId,
                    country,
                    deliveredOn.map(LocalDate::parse),
                    note.orElse(""),
                    items.stream()
                            .map(one -> new Unannounced.Found(
                                    one.orderLine(),
                                    one.sku(),
                                    one.units(),
                                    one.reason().orElse(ReturnReason.OTHER),
                                    one.condition(),
                                    one.disposition(),
                                    WhichUnits.named(one.bin(), one.lot(), one.serials())))
                            .toList());
        }
    }

    /** Units in one condition. */
    public record UnannouncedUnits(
            @Schema(description = "The order's line, where the order is known.")
            Optional<Integer> orderLine,

            @Schema(description = "The SKU, where it is not.")
            Optional<String> sku,

            @Schema(example = "1") int units,

            @Schema(description = "OTHER if left out.") Optional<ReturnReason> reason,
            ReceivedCondition condition,

            @Schema(description = "As the policy says if left out.")
            Optional<Disposition> disposition,

            @Schema(description = WhichUnits.BIN) Optional<String> bin,
            @Schema(description = WhichUnits.LOT) Optional<String> lot,

            @Schema(description = WhichUnits.SERIALS) Optional<List<String>> serials) {
        public UnannouncedUnits {
            sku.ifPresent(code -> Fields.code("sku", code));
            Fields.within("units", units, 1, OrderLineSnapshot.MAX_QUANTITY);
        }
    }

    /** What becomes of units. */
    public record ItemEnd(Disposition disposition) {}

    /** That it has been said. */
    public record ItemEnded(long itemId, Disposition disposition, Reply.Verdict verdict) {}

    /** Money given back. */
    public record NewRefund(
            @Schema(description = "Yours, the same in every repeat.", example = "RF-2026-0001")
            String id,

            @Schema(example = "23.90") String amount,
            @Schema(example = "EUR") String currency,
            Optional<String> note) {
        public NewRefund {
            Fields.callerId("id", id);
            Fields.text("note", note, Fields.MAX_NAME);
        }

        Money money(Currency of) {
            Money money = Amounts.cost("amount", amount, of);
            if (money.minor() == 0) {
                throw Refused.field("amount", "amount is 0, which gives nothing back");
            }
            return money;
        }
    }

    /** An order that was placed instead. */
    public record ExchangeOrder(long orderId) {}

    /** A return as it stands. */
    public record ReturnAnswer(
            String id,
            Optional<Long> orderId,
            boolean announced,
            boolean goodwill,
            SalesReturn.State state,
            Optional<Integer> policyVersion,
            Optional<String> note,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Long> exchangeOrderId,
            List<ReturnLineAnswer> lines,
            List<ReturnItemAnswer> items,
            List<RefundAnswer> refunds) {
        static ReturnAnswer of(SalesReturn one) {
            return new ReturnAnswer(
                    one.id(),
                    one.orderId(),
                    one.announced(),
                    one.goodwill(),
                    one.state(),
                    one.policyVersion(),
                    Optional.of(one.note()).filter(text -> !text.isEmpty()),
                    one.createdAt(),
                    one.expiresAt(),
                    one.exchangeOrderId(),
                    one.lines().stream().map(ReturnLineAnswer::of).toList(),
                    one.items().stream().map(ReturnItemAnswer::of).toList(),
                    one.refunds().stream().map(RefundAnswer::of).toList());
        }
    }

    /** A line, and what the policy says of it. */
    public record ReturnLineAnswer(
            int line,
            Optional<Integer> orderLine,
            String sku,
            int units,
            int received,
            ReturnReason reason,
            @Schema(description = "By the policy.") boolean accepted,

            @Schema(description = "Of its version, that decided.")
            Optional<Integer> rule,

            int feeBasisPoints,
            Postage postage,
            String why) {
        static ReturnLineAnswer of(SalesReturn.Line line) {
            return new ReturnLineAnswer(
                    line.lineNo(),
                    line.orderLine(),
                    line.sku(),
                    line.units(),
                    line.received(),
                    line.reason(),
                    line.accepted(),
                    Optional.of(line.ruleNo()).filter(number -> number > 0),
                    line.terms().feeBasisPoints(),
                    line.terms().postage(),
                    line.why());
        }
    }

    /** Units of one condition that came back. */
    public record ReturnItemAnswer(
            @Schema(description = "The cause of its postings.")
            long itemId,

            String parcel,
            int line,
            String location,
            int units,
            ReceivedCondition condition,
            @Schema(description = "By the policy.") Disposition proposed,
            Disposition disposition,
            Optional<Disposition> endedAs,
            Instant recordedAt,
            Optional<String> bin,
            Optional<String> lot,
            List<String> serials) {
        static ReturnItemAnswer of(SalesReturn.Item item) {
            return new ReturnItemAnswer(
                    item.itemId(),
                    item.arrival(),
                    item.lineNo(),
                    item.location(),
                    item.units(),
                    item.condition(),
                    item.proposed(),
                    item.disposition(),
                    item.endedAs(),
                    item.recordedAt(),
                    item.bin(),
                    item.lot(),
                    item.serialNos());
        }
    }

    /** Money that was given back. */
    public record RefundAnswer(String id, String amount, String currency, Optional<String> note, Instant recordedAt) {
        static RefundAnswer of(SalesReturn.Refund refund) {
            return new RefundAnswer(
                    refund.id(),
                    refund.amount().amount().toPlainString(),
                    refund.amount().currency().getCurrencyCode(),
                    Optional.of(refund.note()).filter(text -> !text.isEmpty()),
                    refund.recordedAt());
        }
    }

    /** A page of returns. */
    public record ReturnPage(List<ReturnAnswer> returns, Optional<String> next) {}

    /** By which terms the lines of an order may come back. */
    public record ReturnTerms(List<LineTerms> lines) {
        static ReturnTerms of(List<Returns.LineTerms> lines) {
            return new ReturnTerms(lines.stream()
                    .map(line -> new LineTerms(
                            line.orderLine(),
                            line.sku(),
                            line.shipped(),
                            line.returnable(),
                            line.answers().stream().map(ReasonAnswer::of).toList()))
                    .toList());
        }
    }

    /** A line of which units were shipped. */
    public record LineTerms(
            int orderLine,
            String sku,
            int shipped,

            @Schema(description = "Units that may still come back.")
            int returnable,

            List<ReasonAnswer> reasons) {}

    /** What the policy says of a reason. */
    public record ReasonAnswer(
            ReturnReason reason,
            boolean accepted,
            @Schema(description = "Why it is not.") Optional<ReturnFault> refused,
            int version,
            Optional<Integer> rule,
            int feeBasisPoints,
            Postage postage,
            Optional<String> windowEnds,
            String why) {
        static ReasonAnswer of(Returns.ReasonAnswer one) {
            return new ReasonAnswer(
                    one.reason(),
                    one.answer().accepted(),
                    one.answer().refused(),
                    one.answer().version(),
                    Optional.of(one.answer().ruleNo()).filter(number -> number > 0),
                    one.answer().terms().feeBasisPoints(),
                    one.answer().terms().postage(),
                    one.answer().windowEnds().map(LocalDate::toString),
                    one.answer().why());
        }
    }
}
