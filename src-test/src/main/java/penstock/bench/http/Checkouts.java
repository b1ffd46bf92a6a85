package penstock.bench.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;
import penstock.bench.harness.Contender;
import penstock.bench.harness.Sale;

/**
 * Buys as an own site does: holds the units, then places the order that takes them over, each answered after its commit. To
 * the echo the same two bodies are sent, one after the other.
 */
final class Checkouts implements Contender {

    private final Posts posts;
    private final URI holds;
    private final URI orders;
    private final String key;

    Checkouts(Posts posts, URI holds, URI orders, String key) {
        this.posts = posts;
        this.holds = holds;
        this.orders = orders;
        this.key = key;
    }

    @Override
    public CompletableFuture<?> take(Sale sale) {
        String id = sale.channelOrderId();
        Sale.Line line = sale.lines().get(0);
        String wanted = "\"sku\":\"" + HttpShop.sku(line.sku()) + "\",\"quantity\":" + line.quantity() + "}]}";
        String hold = "{\"id\":\"c" + id + "\",\"lines\":[{" + wanted;
        String order = "{\"id\":\"" + id + "\",\"holdId\":\"c" + id + "\",\"lines\":[{\"id\":\"1\"," + wanted;
        return posts.send(request(holds, hold)).thenCompose(held -> posts.send(request(orders, order)));
    }

    private HttpRequest request(URI to, String body) {
        return HttpRequest.newBuilder(to)
                .timeout(Posts.PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void close() {
        // the connections are the client's
    }
}
