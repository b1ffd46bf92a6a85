package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/** An error of the whole request, in the reply's {@code errors}. */
public record GraphError(@Nullable String message, @Nullable Extensions extensions) {

    /** What the error is, in Shopify's codes and, for a query that does not fit the schema, the parser's. */
    public record Extensions(@Nullable String code) {}

    /** The code, or {@code ""}. */
    public String code() {
        return extensions == null || extensions.code() == null ? "" : extensions.code();
    }
}
