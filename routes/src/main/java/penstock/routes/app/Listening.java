package penstock.routes.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Whether the gateway can listen where it is to. Asked first, so that nothing is started in vain. */
final class Listening {

    private Listening() {}

    /**
     * Tries to listen, and stops.
     *
     * @throws IllegalStateException if it cannot; the message says what to do
     */
    static void requireFree(String address, int port) {
        InetSocketAddress where = new InetSocketAddress(address, port);
        if (where.isUnresolved()) {
            throw new IllegalStateException("--address " + address + " is no address of this machine");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the server does: what closed a moment ago is no hindrance
            socket.bind(where);
        } catch (IOException e) {
            throw cannotListen(address, port, e);
        }
    }

    /** What to tell a person if a start failed because somebody else began to listen meanwhile. */
    static Optional<RuntimeException> refusal(Throwable failure, String address, int port) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return Optional.of(cannotListen(address, port, cause));
            }
        }
        return Optional.empty();
    }

    private static IllegalStateException cannotListen(String address, int port, Throwable why) {
        return new IllegalStateException(
                "cannot listen on port " + port + " of " + address + " (" + why.getMessage()
                        + "): stop what listens there, or give another --port or --address",
                why);
    }
}
