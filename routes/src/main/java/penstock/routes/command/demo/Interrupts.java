package penstock.routes.command.demo;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C: the first asks the demo to come to its end, the second leaves at once.
 *
 * <p>A shutdown hook would do for neither: the exit code would be the signal's, and a second signal would be ignored. So the
 * signal is handled itself, through the one class of Java that can, which is asked for by name because it is not part of
 * the standard. Where it is missing, Ctrl-C just ends the demo.
 */
final class Interrupts {

    /** What a shell expects of a program that ended by SIGINT. */
    static final int EXIT_CODE = 130;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();
    private final Runnable leaving;

    /** Handles Ctrl-C from now on; {@code leaving} is the last thing done at the second. */
    Interrupts(Runnable leaving) {
        this.leaving = leaving;
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, a) -> {
                        if (method.getName().equals("handle")) {
                            interrupted();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), ours);
        } catch (ReflectiveOperationException e) {
            // without it Ctrl-C ends the process as it ends any other
        }
    }

    private void interrupted() {
        asked.countDown();
        if (count.incrementAndGet() > 1) {
            leaving.run();
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits; true if Ctrl-C came before the time was over. */
    boolean await(long millis) throws InterruptedException {
        return asked.await(millis, TimeUnit.MILLISECONDS);
    }
}
