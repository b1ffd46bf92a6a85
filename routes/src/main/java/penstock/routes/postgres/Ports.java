package penstock.routes.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The port of a home: the same from start to start while it is free. */
final class Ports {

    /** Below those that an operating system gives to outgoing connections, so that no browser takes it while we are down. */
    private static final int FIRST = 15432;

    private static final int PORTS_TRIED = 500;

    private Ports() {}

    static int keptIn(Path file) throws IOException {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (NoSuchFileException | NumberFormatException noneYet) {
            return FIRST;
        }
    }

    static void keep(Path file, int port) throws IOException {
        Files.writeString(file, port + "\n");
    }

    /** The first free port from this one on. */
    static int freeFrom(int port) {
        for (int candidate = port; candidate < port + PORTS_TRIED; candidate++) {
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new PostgresUnavailable("No port from " + port + " to " + (port + PORTS_TRIED - 1)
                + " is free on 127.0.0.1. Stop what holds them, or set PENSTOCK_DB_URL to a PostgreSQL of your own.");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
