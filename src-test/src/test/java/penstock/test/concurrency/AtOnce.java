package penstock.test.concurrency;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Does the same at once, each in a thread of its own that begins when all are there. The common pool would not do: on a small
 * machine it has one thread, and what is done one after the other proves nothing of two at once.
 */
public final class AtOnce {

    private static final long LONGEST_MINUTES = 1;

    private AtOnce() {}

    /** What came of it, by the number of who did it, from 0. */
    public static <T> List<T> times(int many, IntFunction<T> deed) {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            CyclicBarrier together = new CyclicBarrier(many);
            List<CompletableFuture<T>> all = IntStream.range(0, many)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> {
                                await(together);
                                return deed.apply(number);
                            },
                            threads))
                    .toList();
            return all.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await(LONGEST_MINUTES, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException("not all of them began", e);
        }
    }
}
