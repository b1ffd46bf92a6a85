package penstock.routes.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import penstock.routes.work.Jobs.Job;

class JobsTest {

    private static final int AT_ONCE = 2;

    private final Queue<Runnable> handed = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final List<Job> failures = new ArrayList<>();
    private final Jobs jobs = new Jobs(handed::add, AT_ONCE, (job, failure) -> failures.add(job));

    @Test
    void aSellerWithManySlowChannelsLeavesThreadsForTheOthers() {
        for (int account = 1; account <= 5; account++) {
            start(1, account);
        }
        start(2, 1);
        assertThat(handed).hasSize(AT_ONCE + 1);
        finishAll();
        assertThat(done).containsExactly("1/1", "1/2", "2/1", "1/3", "1/4", "1/5"); // each in its turn
    }

    @Test
    void whatIsAskedForWhileItRunsIsDoneOnceMore() {
        Job job = new Job(1, 1, "publish");
        jobs.startAnew(job, () -> {
            done.add("first");
            jobs.startAnew(job, () -> done.add("again"));
            jobs.startAnew(job, () -> done.add("and again"));
        });
        finishAll();
        assertThat(done).containsExactly("first", "again");
    }

    @Test
    void whatIsDueOnceIsNotDoneAgainBecauseItTookLong() {
        Job job = new Job(1, 1, "poll");
        jobs.start(job, () -> {
            done.add("polled");
            jobs.start(job, () -> done.add("polled twice"));
        });
        jobs.start(job, () -> done.add("polled twice"));
        finishAll();
        assertThat(done).containsExactly("polled");
    }

    @Test
    void aJobThatFailsCanBeStartedAgain() {
        Job job = new Job(1, 1, "publish");
        jobs.startAnew(job, () -> {
            throw new IllegalStateException("a defect");
        });
        finishAll();
        assertThat(failures).containsExactly(job);
        jobs.startAnew(job, () -> done.add("done"));
        finishAll();
        assertThat(done).containsExactly("done");
    }

    @Test
    void aJobThatFoundNoThreadCanBeStartedAgain() {
        Queue<Runnable> later = new ArrayDeque<>();
        Jobs full = new Jobs(
                work -> {
                    if (later.isEmpty()) {
                        later.add(work);
                        throw new RejectedExecutionException();
                    }
                    work.run();
                },
                AT_ONCE,
                (job, failure) -> failures.add(job));
        Job job = new Job(1, 1, "publish");
        full.startAnew(job, () -> done.add("first"));
        full.startAnew(job, () -> done.add("second"));
        assertThat(done).containsExactly("second");
    }

    private void start(long seller, long account) {
        jobs.start(new Job(seller, account, "publish"), () -> done.add(seller + "/" + account));
    }

    private void finishAll() {
        while (!handed.isEmpty()) {
            handed.remove().run();
        }
    }
}
