package penstock.routes.app;

import penstock.core.port.Wake;

/** Passes wakes on to whoever works the sellers, once there is somebody. Any thread. */
final class Wakeup implements Wake {

    private volatile Wake target = sellerId -> {};

    void wakes(Wake newTarget) {
        target = newTarget;
    }

    @Override
    public void wake(long sellerId) {
        target.wake(sellerId);
    }
}
