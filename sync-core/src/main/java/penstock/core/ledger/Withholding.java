package penstock.core.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.book.Allocating;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.StockKey;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Direction;
import penstock.core.shelf.Handling;
import penstock.core.shelf.Lot;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Serial;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.StockDetail;

/**
 * Sound units of a lot that may not be sold are withheld, so that nobody is promised them; when it may be sold they are
 * available again. It compares what is with what should be: a repeat changes nothing.
 *
 * <p>Of a lot that is blocked or has expired every unit is withheld. Of one that has fewer days left than its SKU asks for on
 * sale, what was picked before is not: it may still be shipped.
 */
final class Withholding {

    private final Book book;
    private final Shelves shelves;
    private final StockKey key;
    private final LocalDate today;
    private final int daysOnSale;

    private Withholding(Book book, StockKey key) {
        this.book = book;
        this.shelves = book.shelves();
        this.key = key;
        this.today = Allocating.today(book, key.locationId());
        this.daysOnSale = shelves.handling(key.skuId()).daysOnSale();
    }

    /** Withholds what came just now, if it may not be sold. */
    static void arrived(Book book, StockKey key) {
        if (hasLots(book, key)) {
            Withholding withholding = new Withholding(book, key);
            withholding.details(PhysicalState.SOUND).stream()
                    .filter(detail -> detail.moved() > 0)
                    .forEach(detail -> withholding.lotOf(detail).ifPresent(lot -> withholding.withhold(lot, detail)));
        }
    }

    /** Withholds the units of a lot at a location, or has them available again. */
    static void review(Book book, StockKey key, Lot lot) {
        if (hasLots(book, key)) {
            Withholding withholding = new Withholding(book, key);
            for (PhysicalState state : List.of(PhysicalState.SOUND, PhysicalState.WITHHELD)) {
                withholding.details(state).stream()
                        .filter(detail -> detail.key().spot().lotId() == lot.lotId())
                        .forEach(detail -> withholding.move(lot, detail));
            }
        }
    }

    private static boolean hasLots(Book book, StockKey key) {
        return book.shelves().keep(key.skuId(), key.locationId())
                && book.shelves().handling(key.skuId()).by() != Handling.By.NONE;
    }

    /** As they are now: more may come to be while they are gone through. */
    private List<StockDetail> details(PhysicalState state) {
        return shelves.details(key.skuId(), key.locationId()).stream()
                .filter(detail -> detail.key().state() == state && detail.units() > 0)
                .toList();
    }

    private Optional<Lot> lotOf(StockDetail detail) {
        return shelves.findLot(detail.key().spot().lotId());
    }

    private void move(Lot lot, StockDetail detail) {
        if (detail.key().state() == PhysicalState.SOUND) {
            withhold(lot, detail);
        } else if (lot.isSellable(today, daysOnSale)) {
            int units = detail.units();
            Account from = Account.at(key.locationId(), Condition.WITHHELD);
            shelves.direct(way(detail, units), () -> Facts.arrive(book, key, units, from, cause(lot)));
        }
    }

    private void withhold(Lot lot, StockDetail detail) {
        int unfit = unfit(lot, detail);
        int units = unfit == 0 ? 0 : Math.min(unfit, Facts.removable(book, key, unfit));
        if (units > 0) {
            Account to = Account.at(key.locationId(), Condition.WITHHELD);
            shelves.direct(way(detail, units), () -> Facts.vanish(book, key, units, to, cause(lot)));
        }
    }

    private int unfit(Lot lot, StockDetail detail) {
        if (!lot.isUsable(today)) {
            return detail.units();
        }
        return lot.isSellable(today, daysOnSale) ? 0 : shelves.allocations().pickable(detail);
    }

    /** They stay where they are; of pieces, those that nobody has picked go first. */
    private Direction way(StockDetail detail, int units) {
        DetailKey from = detail.key();
        List<String> pieces = shelves.handling(key.skuId()).by() == Handling.By.SERIAL
                ? shelves.serialsAt(from).stream()
                        .map(Serial::serialNo)
                        .limit(units)
                        .toList()
                : List.of();
        return new Direction(key.skuId(), key.locationId(), Optional.of(from.spot()), Optional.of(from.spot()), pieces);
    }

    private static Cause cause(Lot lot) {
        return new Cause(Cause.Kind.LOT, lot.lotId());
    }
}
