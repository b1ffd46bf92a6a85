package penstock.core.inbox;

import java.util.ArrayList;
import java.util.List;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/** The parts of messages and feeds that could not be understood or applied. */
public final class Rejections {

    private Rejections() {}

    /** What a rejection is a part of. */
    public enum Subject {
        /** Of which nothing was understood, or nothing else was about an order. */
        MESSAGE,
        /** Read from a message of which the rest was understood; written by the engine with the order. */
        ORDER,
        FEED
    }

    /** Replaces what was rejected of a subject. */
    public static int replace(Transaction transaction, Subject subject, long subjectId, List<Rejection> rejections) {
        transaction.update(
                "delete from rejection where seller_id = ? and subject = ? and subject_id = ?",
                transaction.sellerId(),
                subject.name(),
                subjectId);
        return add(transaction, subject, subjectId, 1, rejections);
    }

    /** Adds rejections numbered from {@code firstNo}. */
    public static int add(
            Transaction transaction, Subject subject, long subjectId, int firstNo, List<Rejection> rejections) {
        if (rejections.isEmpty()) {
            return 0;
        }
        record Numbered(int no, Rejection rejection) {}
        List<Numbered> numbered = new ArrayList<>();
        rejections.forEach(rejection -> numbered.add(new Numbered(firstNo + numbered.size(), rejection)));
        List<Object> parameters = new ArrayList<>(List.of(subject.name(), subjectId));
        parameters.addAll(List.of(Columns.of(numbered)
                .ints(Numbered::no)
                .texts(line -> line.rejection().where())
                .texts(line -> line.rejection().value())
                .texts(line -> line.rejection().reason().name())
                .texts(line -> line.rejection().advice())
                .then(transaction.sellerId())));
        return transaction.update("""
                insert into rejection (seller_id, subject, subject_id, rejection_no, place, value, reason, advice)
                select s.seller_id, ?::text, ?::bigint, u.*
                  from seller s, unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[]) as u
                 where s.seller_id = ?
                """, parameters.toArray());
    }

    /** What was rejected of a subject. */
    public static List<Rejection> list(Transaction transaction, Subject subject, long subjectId) {
        return transaction.list(
                """
                select place, value, reason, advice from rejection
                 where seller_id = ? and subject = ? and subject_id = ?
                 order by rejection_no
                """,
                row -> new Rejection(
                        row.getText("place"),
                        row.getText("value"),
                        RejectionReason.valueOf(row.getText("reason")),
                        row.getText("advice")),
                transaction.sellerId(),
                subject.name(),
                subjectId);
    }
}
