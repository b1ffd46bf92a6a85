package penstock.routes.transport;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One entry of {@code penstock.egress.allow}: a host name, {@code *.domain} or CIDR block, and a port or any. */
final class EgressRule {

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]+)](/\\d+)?(?::(\\d+|\\*))?");
    private static final Pattern PLAIN = Pattern.compile("([^:\\s]+)(?::(\\d+|\\*))?");
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9._-]*[a-z0-9])?");
    private static final int ANY_PORT = -1;

    private final Optional<AddressRange> range;
    private final String name;
    private final int port;

    private EgressRule(String host, int port) {
        this.range = AddressRange.parse(host);
        this.name = range.isPresent() ? "" : host.toLowerCase(Locale.ROOT);
        this.port = port;
    }

    static EgressRule parse(String entry) {
        String text = entry.strip();
        Optional<AddressRange> bare = text.startsWith("[") ? Optional.empty() : AddressRange.parse(text);
        if (bare.isPresent()) {
            return new EgressRule(text, ANY_PORT);
        }
        Matcher bracketed = BRACKETED.matcher(text);
        if (bracketed.matches()) {
            String block = bracketed.group(2) == null ? "" : bracketed.group(2);
            return checked(entry, new EgressRule(bracketed.group(1) + block, port(bracketed.group(3))));
        }
        Matcher plain = PLAIN.matcher(text);
        if (plain.matches()) {
            return checked(entry, new EgressRule(plain.group(1), port(plain.group(2))));
        }
        throw unreadable(entry);
    }

    /** Whether it allows {@code address}, which {@code host} resolved to. */
    boolean allows(String host, InetAddress address, int toPort) {
        return portFits(toPort)
                && (nameFits(host) || range.filter(r -> r.contains(address)).isPresent());
    }

    /** Whether it allows {@code host} as it is written, before it is resolved. */
    boolean allowsAsWritten(String host, int toPort) {
        Optional<InetAddress> literal = AddressRange.literal(host);
        return literal.isPresent() ? allows(host, literal.get(), toPort) : portFits(toPort) && nameFits(host);
    }

    private boolean portFits(int toPort) {
        return port == ANY_PORT || port == toPort;
    }

    private boolean nameFits(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return !name.isEmpty() && (name.startsWith("*.") ? lower.endsWith(name.substring(1)) : lower.equals(name));
    }

    private static int port(@Nullable String text) {
        return text == null || "*".equals(text) ? ANY_PORT : Integer.parseInt(text);
    }

    private static EgressRule checked(String entry, EgressRule rule) {
        if (rule.range.isEmpty() && !NAME.matcher(rule.name).matches()) {
            throw unreadable(entry);
        }
        return rule;
    }

    private static IllegalArgumentException unreadable(String entry) {
        return new IllegalArgumentException(
                "'" + entry + "' is neither host, *.domain, address nor CIDR block, with or without :port");
    }
}
