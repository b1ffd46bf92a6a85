package penstock.core.history;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import penstock.core.history.Movement.Actor;
import penstock.core.history.Movement.Document;
import penstock.core.history.SkuHistory.Move;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Finds the documents of movements, and who sent them. */
final class MovementDetails {

    private static final String DETAILS = """
            select p.position, p.cause, p.cause_id,
                   coalesce(o.channel_order_id, m.caller_id, s.caller_id, f.file_name, bought.number, received.caller_id,
                            back.caller_id, made.number, served.number,
                            batch.code, '') as name,
                   coalesce(m.kind, f.mode, o.phase, made.purpose, batch.state, '') as kind,
                   coalesce(o.order_id, s.order_id, back.order_id) as order_id,
                   cost.caller_id as costs,
                   act.actor, act.actor_id, key.label,
                   coalesce(o.account_id, f.account_id, ship.provider_account_id, kept.provider_account_id) as account_id,
                   a.name as account
              from unnest(?::bigint[]) as q (position)
             cross join lateral (select * from posting p where p.seller_id = ? and p.position = q.position) as p
              left join lateral (select * from sales_order o
                                  where p.cause = 'ORDER' and o.seller_id = p.seller_id and o.order_id = p.cause_id) as o on true
              left join lateral (select * from stock_move m
                                  where p.cause = 'STOCK_MOVE' and m.seller_id = p.seller_id and m.move_id = p.cause_id) as m on true
              left join lateral (select * from shipment s
                                  where p.cause = 'SHIPMENT' and s.seller_id = p.seller_id and s.shipment_id = p.cause_id) as s on true
              left join lateral (select b.number from purchase_order b
                                  where p.cause = 'PURCHASE' and b.seller_id = p.seller_id and b.purchase_id = p.cause_id)
                        as bought on true
              left join lateral (select r.caller_id
                                   from receipt_line i
                                   join receipt r on r.seller_id = i.seller_id and r.receipt_id = i.receipt_id
                                  where p.cause = 'RECEIPT' and i.seller_id = p.seller_id and i.item_id = p.cause_id)
                        as received on true
              left join lateral (select * from fulfilment_order w
                                  where w.seller_id = s.seller_id and w.fulfilment_id = s.fulfilment_id) as ship on true
              left join lateral (select * from feed_run f
                                  where p.cause = 'FEED' and f.seller_id = p.seller_id and f.feed_id = p.cause_id) as f on true
              left join lateral (select r.caller_id, r.order_id
                                   from return_item i
                                   join sales_return r on r.seller_id = i.seller_id and r.return_id = i.return_id
                                  where p.cause = 'RETURN' and i.seller_id = p.seller_id and i.item_id = p.cause_id)
                        as back on true
              left join lateral (select * from production_order w
                                  where p.cause = 'PRODUCTION' and w.seller_id = p.seller_id and w.production_id = p.cause_id) as made on true
              left join lateral (select * from service_order w
                                  where p.cause = 'SERVICE' and w.seller_id = p.seller_id and w.service_id = p.cause_id) as served on true
              left join lateral (select * from lot t
                                  where p.cause = 'LOT' and t.seller_id = p.seller_id and t.lot_id = p.cause_id) as batch on true
              left join lateral (select l.provider_account_id from location l
                                  where p.cause = 'FEED' and l.seller_id = p.seller_id
                                    and l.location_id = greatest(p.from_location, p.to_location)) as kept on true
              left join lateral (select d.caller_id
                                   from cost_document_line l
                                   join cost_document d on d.seller_id = l.seller_id and d.document_no = l.document_no
                                  where p.from_location = 0 and l.seller_id = p.seller_id and l.layer = p.position and l.layer <> 0
                                  order by d.document_no limit 1) as cost on true
              left join lateral (select * from act x
                                  where x.seller_id = p.seller_id and x.first_position <= p.position
                                  order by x.first_position desc limit 1) as act on act.last_position >= p.position
              left join lateral (select * from api_key k
                                  where act.actor = 'KEY' and k.seller_id = p.seller_id and k.key_id = act.actor_id) as key on true
              left join lateral (select * from channel_account c
                                  where c.seller_id = p.seller_id
                                    and c.account_id = coalesce(o.account_id, f.account_id, ship.provider_account_id,
                                                                kept.provider_account_id)) as a on true
            """;

    private record Detail(Document document, Actor actor) {}

    private MovementDetails() {}

    static List<Movement> of(Transaction transaction, List<Move> moves) {
        if (moves.isEmpty()) {
            return List.of();
        }
        Map<Long, Detail> details = new HashMap<>();
        transaction.list(
                DETAILS,
                row -> details.put(row.getLong("position"), new Detail(document(row), actor(row))),
                moves.stream().mapToLong(Move::position).toArray(),
                transaction.sellerId());
        return moves.stream()
                .map(move -> {
                    Detail detail = Objects.requireNonNull(details.get(move.position()));
                    return new Movement(
                            move.position(),
                            move.postedAt(),
                            move.left(),
                            move.came(),
                            move.quantity(),
                            detail.document(),
                            detail.actor());
                })
                .toList();
    }

    private static Document document(Row row) throws SQLException {
        return new Document(
                row.getText("cause"),
                row.getLong("cause_id"),
                row.getText("name"),
                row.getText("kind"),
                row.findLong("order_id"),
                row.findText("costs"));
    }

    /** Whoever acted, else the account that the document is of. */
    private static Actor actor(Row row) throws SQLException {
        Optional<String> acted = row.findText("actor");
        if (acted.isPresent()) {
            return new Actor(
                    Actor.Kind.valueOf(acted.get()),
                    row.getLong("actor_id"),
                    row.findText("label").orElse(""));
        }
        Optional<Long> account = row.findLong("account_id");
        return account.isEmpty()
                ? Actor.UNKNOWN
                : new Actor(kind(row), account.get(), row.findText("account").orElse(""));
    }

    private static Actor.Kind kind(Row row) throws SQLException {
        return switch (row.getText("cause")) {
            case "ORDER" -> Actor.Kind.CHANNEL;
            case "FEED" -> row.getText("kind").isEmpty() ? Actor.Kind.PROVIDER : Actor.Kind.SUPPLIER;
            default -> Actor.Kind.PROVIDER;
        };
    }
}
