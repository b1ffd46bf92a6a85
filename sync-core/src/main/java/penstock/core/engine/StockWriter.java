package penstock.core.engine;

import java.time.Instant;
import java.util.List;
import penstock.core.book.Act;
import penstock.core.book.Balance;
import penstock.core.book.Condition;
import penstock.core.book.Posting;
import penstock.core.book.StockMoveRow;
import penstock.core.store.Columns;

/** Writes postings, balances, and the head that both belong to. One thread. */
final class StockWriter {

    private final Writes writes;
    private final long sellerId;
    private final SellerHead before;
    private final Instant now;

    StockWriter(Writes writes, SellerHead before, Instant now) {
        this.writes = writes;
        this.sellerId = writes.sellerId();
        this.before = before;
        this.now = now;
    }

    /** Takes the head, if it is as it was found or foreseen. */
    void raiseHead(SellerHead after) {
        writes.one(
                """
                update seller set head = ?, head_at = ?, batch = ?
                 where seller_id = ? and batch = ? and catalogue_version = ?
                """,
                after.position(),
                after.writtenAt(),
                after.batch(),
                sellerId,
                before.batch(),
                before.catalogueVersion());
    }

    void insertPostings(List<Posting> postings) {
        writes.all(
                postings,
                """
                insert into posting (seller_id, position, sku_id, from_location, from_condition, to_location, to_condition,
                                     quantity, cause, cause_id, posted_at)
                select s.seller_id, ?::bigint + u.place, u.sku_id, u.from_location, coalesce(u.from_condition, 'available'),
                       u.to_location, coalesce(u.to_condition, 'reserved'), u.quantity, coalesce(u.cause, 'ORDER'),
                       u.cause_id, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[], ?::bigint[])
                           with ordinality
                           as u (sku_id, from_location, from_condition, to_location, to_condition, quantity, cause, cause_id,
                                 place)
                 where s.seller_id = ?
                """,
                Columns.of(postings)
                        .value(before.position())
                        .value(now)
                        .longs(Posting::skuId)
                        .longs(posting -> posting.from().locationId())
                        .texts("available", posting -> posting.from().condition())
                        .longs(posting -> posting.to().locationId())
                        .texts("reserved", posting -> posting.to().condition())
                        .ints(Posting::quantity)
                        .texts("ORDER", posting -> posting.cause().kind().name())
                        .longs(posting -> posting.cause().id())
                        .then(sellerId));
    }

    void insertBalances(List<Balance> balances) {
        writes.all(
                balances,
                """
                insert into balance (seller_id, sku_id, location_id, available, reserved, quality_control, damaged, incoming,
                                     withheld, changed_at)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[],
                              ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(balances)
                        .longs(balance -> balance.key().skuId())
                        .longs(balance -> balance.key().locationId())
                        .ints(balance -> balance.units(Condition.AVAILABLE))
                        .ints(balance -> balance.units(Condition.RESERVED))
                        .ints(balance -> balance.units(Condition.QUALITY_CONTROL))
                        .ints(balance -> balance.units(Condition.DAMAGED))
                        .ints(balance -> balance.units(Condition.INCOMING))
                        .ints(balance -> balance.units(Condition.WITHHELD))
                        .longs(balance -> before.position() + 1)
                        .then(sellerId));
    }

    void updateBalances(List<Balance> balances, long position) {
        writes.all(
                balances,
                """
                update balance b
                   set available = b.available + u.available, reserved = b.reserved + u.reserved,
                       quality_control = b.quality_control + coalesce(u.quality_control, 0),
                       damaged = b.damaged + coalesce(u.damaged, 0), incoming = b.incoming + coalesce(u.incoming, 0),
                       withheld = b.withheld + coalesce(u.withheld, 0), changed_at = ?
                  from unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[])
                       as u (sku_id, location_id, available, reserved, quality_control, damaged, incoming, withheld)
                 where b.seller_id = ? and b.sku_id = u.sku_id and b.location_id = u.location_id
                """,
                Columns.of(balances)
                        .value(position)
                        .longs(balance -> balance.key().skuId())
                        .longs(balance -> balance.key().locationId())
                        .ints(balance -> balance.moved(Condition.AVAILABLE))
                        .ints(balance -> balance.moved(Condition.RESERVED))
                        .ints(0, balance -> balance.moved(Condition.QUALITY_CONTROL))
                        .ints(0, balance -> balance.moved(Condition.DAMAGED))
                        .ints(0, balance -> balance.moved(Condition.INCOMING))
                        .ints(0, balance -> balance.moved(Condition.WITHHELD))
                        .then(sellerId));
    }

    void insertStockMoves(List<StockMoveRow> moves) {
        writes.all(
                moves,
                """
                insert into stock_move (seller_id, move_id, caller_id, content_hash, kind, created_at, reason)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::timestamptz[], ?::text[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(moves)
                        .longs(StockMoveRow::moveId)
                        .texts(StockMoveRow::callerId)
                        .bytes(StockMoveRow::contentHash)
                        .texts(StockMoveRow::kind)
                        .instants(move -> now)
                        .texts(move -> move.reason().isEmpty() ? null : move.reason())
                        .then(sellerId));
    }

    void insertActs(List<Act> acts) {
        writes.all(
                acts,
                """
                insert into act (seller_id, first_position, last_position, actor, actor_id)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(acts)
                        .longs(act -> before.position() + 1 + act.first())
                        .longs(act -> before.position() + act.first() + act.count())
                        .texts(act -> act.actor().kind().name())
                        .longs(act -> act.actor().id())
                        .then(sellerId));
    }
}
