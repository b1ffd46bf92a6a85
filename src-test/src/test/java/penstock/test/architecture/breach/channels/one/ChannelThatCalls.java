package penstock.test.architecture.breach.channels.one;

import java.net.http.HttpClient;

/** An adapter that does I/O. */
public final class ChannelThatCalls {

    public String call(HttpClient client) {
        return client.toString();
    }
}
