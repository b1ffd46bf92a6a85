package penstock.routes.collect;

import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;

/** What comes in unasked. A message's own headers never reach a route: the body is a typed value of ours. */
public final class CollectRoutes extends RouteBuilder {

    public static final String WEBHOOK = "direct:collect-webhook";

    private final CollectWebhook webhooks;
    private final FeedFolder folder;
    private final Path feeds;

    public CollectRoutes(CollectWebhook webhooks, FeedFolder folder, Path feeds) {
        this.webhooks = webhooks;
        this.folder = folder;
        this.feeds = feeds;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());

        from(WEBHOOK).routeId("collect-webhook").bean(webhooks, "collect");

        // a look a second; which files are whole and whose they are is the bean's affair, no name from outside is
        // obeyed
        from("timer:feed-folder?period=1000")
                .routeId("collect-feed-folder")
                .setBody(constant(feeds))
                .bean(folder, "collect");
    }
}
