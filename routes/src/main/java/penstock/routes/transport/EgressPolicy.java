package penstock.routes.transport;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses may be called, so that a seller who enters an endpoint cannot make us call our own network: https to
 * public addresses on port 443 or from 1024, and what {@code penstock.egress.allow} adds. Any thread.
 *
 * <p>An entry of that list is a host, {@code *.domain}, address or CIDR block, with or without {@code :port}. A host so
 * named may be called by http and wherever it resolves to; a block adds what other names resolve to, by https.
 *
 * <p>Asked twice: {@link #objection} when an endpoint is saved, and at each connect, where the addresses that were
 * checked are the ones connected to; a name that changes its address in between gains nothing.
 */
public final class EgressPolicy {

    /** At most this many addresses of a name are tried, each with the lane's connect limit. */
    static final int ADDRESSES_TRIED_MAX = 4;

    private static final int PORT_UNPRIVILEGED_MIN = 1024;

    /** Not public, as the IANA special-purpose registries have it (RFC 6890 and its updates, read 2026-11-23). */
    private static final List<AddressRange> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // within the global unicast block: Teredo and other protocol use, documentation, 6to4
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(AddressRange::of)
            .toList();

    private static final AddressRange GLOBAL_IPV6 = AddressRange.of("2000::/3");

    private final List<EgressRule> rules;
    private final Lookup lookup;

    /** @param allow the entries of {@code penstock.egress.allow} */
    public EgressPolicy(List<String> allow) {
        this(allow, InetAddress::getAllByName);
    }

    EgressPolicy(List<String> allow, Lookup lookup) {
        this.rules = allow.stream().map(EgressRule::parse).toList();
        this.lookup = lookup;
    }

    /** Why {@code endpoint} may not be saved, as a sentence for the person who entered it. Resolves its name. */
    public Optional<String> objection(URI endpoint) {
        Optional<String> asWritten = objectionAsWritten(endpoint);
        if (asWritten.isPresent()) {
            return asWritten;
        }
        String host = bare(endpoint.getHost());
        try {
            boolean all = Arrays.stream(lookup.all(host)).allMatch(a -> allowed(host, a, port(endpoint)));
            return all ? Optional.empty() : Optional.of(refusal(host));
        } catch (UnknownHostException e) {
            return Optional.of("the host name " + host + " does not exist: check its spelling");
        }
    }

    /** Why {@code uri} may not be called, as far as its text shows. */
    Optional<String> objectionAsWritten(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            return Optional.of("the address needs a plain host name: enter https://host");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("the address must not contain user@: enter credentials in their own fields");
        }
        String plain = bare(host);
        Optional<InetAddress> literal = AddressRange.literal(plain);
        if (oddlySpelt(host, plain, literal)) {
            return Optional.of("the host " + host + " is an address in an unusual spelling: enter a host name");
        }
        boolean named = rules.stream().anyMatch(rule -> rule.allowsAsWritten(plain, port(uri)));
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && named)) {
            return Optional.of("the address must begin with https://");
        }
        if (!named && !ordinary(port(uri))) {
            return Optional.of("port " + port(uri) + " may not be called: use 443 or one from 1024");
        }
        return literal.filter(address -> !allowed(plain, address, port(uri))).map(address -> refusal(host));
    }

    /**
     * The addresses to connect to, checked.
     *
     * @throws Refused if there is none that may be called
     */
    List<InetAddress> resolve(String host, int port) throws UnknownHostException {
        String plain = bare(host);
        List<InetAddress> allowed = Arrays.stream(lookup.all(plain))
                .filter(address -> allowed(plain, address, port))
                .limit(ADDRESSES_TRIED_MAX)
                .toList();
        if (allowed.isEmpty()) {
            throw new Refused(refusal(plain));
        }
        return allowed;
    }

    /** A number that only some programs take for an address, or an IPv4 address in the clothes of an IPv6 one. */
    private static boolean oddlySpelt(String host, String plain, Optional<InetAddress> literal) {
        boolean mapped = host.startsWith("[")
                && literal.filter(a -> a.getAddress().length == 4).isPresent();
        return mapped || (literal.isEmpty() && lastLabelIsNumeric(plain));
    }

    private boolean allowed(String host, InetAddress address, int port) {
        return (isPublic(address) && ordinary(port))
                || rules.stream().anyMatch(rule -> rule.allows(host, address, port));
    }

    private static boolean isPublic(InetAddress address) {
        boolean special = SPECIAL.stream().anyMatch(range -> range.contains(address));
        return !special && (address.getAddress().length == 4 || GLOBAL_IPV6.contains(address));
    }

    private static boolean ordinary(int port) {
        return port == 443 || port >= PORT_UNPRIVILEGED_MIN;
    }

    private static int port(URI uri) {
        int standard = "http".equals(uri.getScheme()) ? 80 : 443;
        return uri.getPort() < 0 ? standard : uri.getPort();
    }

    /** As URL parsers see a number: a last label of digits, or of 0x and hexadecimal digits. */
    private static boolean lastLabelIsNumeric(String host) {
        String dotless = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = dotless.substring(dotless.lastIndexOf('.') + 1);
        return last.matches("\\d+|0[xX][0-9a-fA-F]*");
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String refusal(String host) {
        return "the host " + host + " lies in a network that may not be called: enter a public one,"
                + " or have it added to penstock.egress.allow";
    }

    /** Who knows the addresses of a name. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** A name has no address that may be called. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }
}
