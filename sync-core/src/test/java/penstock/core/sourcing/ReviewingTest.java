package penstock.core.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import penstock.core.book.Backlog;
import penstock.core.book.BackorderLoader;
import penstock.core.book.Book;
import penstock.core.book.Loader;
import penstock.core.book.OpenBackorder;
import penstock.core.book.Rules;

/** The days of a SKU's promises are looked at once a batch, however many commands have them looked at. */
class ReviewingTest {

    private final List<Long> lookedAt = new ArrayList<>();

    /** Counts what is asked of it. */
    private final class CountingRows implements BackorderLoader {
        @Override
        public Backlog backlog(long skuId) {
            return Backlog.NONE;
        }

        @Override
        public List<Long> ordersOwed(long skuId, int limit) {
            return List.of();
        }

        @Override
        public List<OpenBackorder> open(long skuId, int limit) {
            lookedAt.add(skuId);
            return List.of();
        }
    }

    @Test
    void onceForEachSkuWhenTheBatchIsDecided() {
        BackorderLoader rows = new CountingRows();
        Loader loader = answering(Loader.class, "backorders", rows);
        Book book = new Book(answering(Rules.class, "takesBackorders", true), loader, () -> 1, Instant.EPOCH);
        for (int command = 0; command < 500; command++) {
            Backordering.review(book, 7 + command % 2);
        }
        assertThat(lookedAt).as("not before all is decided").isEmpty();
        book.changes();
        assertThat(lookedAt).containsExactly(7L, 8L);
    }

    /** Answers one question so, any other with nothing. */
    private static <T> T answering(Class<T> type, String question, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, asked, arguments) -> {
                    if (asked.getName().equals(question)) {
                        return answer;
                    }
                    return asked.getReturnType() == boolean.class
                            ? Boolean.FALSE
                            : asked.getReturnType() == int.class ? (Object) 0 : List.of();
                }));
    }
}
