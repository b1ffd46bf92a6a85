package penstock.core.production;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Command;
import penstock.core.book.Condition;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.ServiceOrder;
import penstock.core.book.ServiceOrder.Line;
import penstock.core.book.StockKey;

/** Takes out of stock what a service of equipment used, once under its number. */
record ServeEquipment(
        String number,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        String equipment,
        long locationId,
        LocalDate servicedOn,
        int runHours,
        String note,
        List<Line> lines,
        Map<Long, String> codes)
        implements Command {

    ServeEquipment {
        lines = List.copyOf(lines);
        codes = Map.copyOf(codes);
    }

    @Override
    public void announce(Needs needs) {
        lines.forEach(line -> needs.sku(line.skuId()));
    }

    @Override
    public Reply decide(Book book) {
        Optional<byte[]> before = book.productions().findService(number);
        if (before.isPresent()) {
            boolean same = Arrays.equals(before.get(), contentHash);
            return Reply.of(
                    same ? Verdict.EXISTS : Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                    0,
                    same ? "" : "service " + number + " is there and says something else; use another number");
        }
        Optional<String> lack = lines.stream()
                .filter(line -> line.units() > there(book, line))
                .map(line -> "of SKU " + codes.getOrDefault(line.skuId(), "") + " " + line.units() + " are needed and "
                        + there(book, line) + " are there")
                .reduce((one, other) -> one + "; " + other);
        if (lack.isPresent()) {
            return Reply.of(Verdict.EXCEEDS_AVAILABLE, 0, lack.get());
        }
        ServiceOrder service =
                new ServiceOrder(book.nextId(), number, contentHash, equipment, servicedOn, runHours, note, lines);
        Cause cause = new Cause(Cause.Kind.SERVICE, service.serviceId());
        lines.forEach(line -> book.move(
                line.skuId(), Account.at(locationId, Condition.AVAILABLE), Account.MAINTENANCE, line.units(), cause));
        book.productions().add(service);
        return Reply.of(Verdict.CREATED, service.serviceId());
    }

    private int there(Book book, Line line) {
        return Bench.free(book, new StockKey(line.skuId(), locationId));
    }
}
