package penstock.core.engine;

import java.time.Instant;
import java.util.List;
import penstock.core.book.Edited;
import penstock.core.store.Columns;

/** Writes the history of orders. One thread. */
final class EditWriter {

    private final Writes writes;
    private final long sellerId;
    private final Instant now;

    EditWriter(Writes writes, Instant now) {
        this.writes = writes;
        this.sellerId = writes.sellerId();
        this.now = now;
    }

    void insert(List<Edited> edits) {
        writes.all(
                edits,
                """
                insert into order_edit (seller_id, edit_id, order_id, caller_id, content_hash, edited_by, revision,
                                        goes_elsewhere, recipient_mark, edited_at)
                select s.seller_id, u.edit_id, u.order_id, u.caller_id, u.content_hash, u.edited_by, u.revision,
                       u.goes_elsewhere::boolean, u.recipient_mark, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                           as u (edit_id, order_id, caller_id, content_hash, edited_by, revision, goes_elsewhere,
                                 recipient_mark)
                 where s.seller_id = ?
                """,
                Columns.of(edits)
                        .value(now)
                        .longs(Edited::editId)
                        .longs(edit -> edit.order().orderId())
                        .texts(edit -> edit.callerId().orElse(null))
                        .bytes(Edited::contentHash)
                        .texts(edit -> edit.by().text())
                        .longs(Edited::revision)
                        .texts(edit -> String.valueOf(edit.goesElsewhere()))
                        .texts(edit -> edit.recipientMark().orElse(null))
                        .then(sellerId));
        record Line(Edited edit, Edited.Line line) {}
        List<Line> lines = edits.stream()
                .flatMap(edit -> edit.lines().stream().map(line -> new Line(edit, line)))
                .toList();
        writes.all(
                lines,
                """
                insert into order_edit_line (seller_id, order_id, edit_id, channel_line_id, channel_sku, before, after)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::int[], ?::int[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .longs(line -> line.edit().order().orderId())
                        .longs(line -> line.edit().editId())
                        .texts(line -> line.line().channelLineId())
                        .texts(line -> line.line().channelSku())
                        .ints(line -> line.line().before())
                        .ints(line -> line.line().after())
                        .then(sellerId));
    }
}
