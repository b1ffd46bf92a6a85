package penstock.routes.transport;

import java.io.IOException;

/** A call that brought no complete reply, and how far it came: that decides what may be said about it. */
final class CallFailed extends IOException {

    private static final long serialVersionUID = 1;

    private final Stage stage;

    CallFailed(Stage stage, String why) {
        super(why);
        this.stage = stage;
    }

    Stage stage() {
        return stage;
    }

    /** How far a call came. Before {@link #REPLYING} no byte of it was written. */
    enum Stage {
        /** Its address may not be called. */
        FORBIDDEN,
        /** No connection of ours was free. */
        WAITING,
        /** No connection could be made, TLS included. */
        CONNECTING,
        /** The request was written, in part at least. */
        REPLYING
    }
}
