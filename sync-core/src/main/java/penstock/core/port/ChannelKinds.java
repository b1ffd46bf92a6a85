package penstock.core.port;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What kinds of channels, suppliers and providers an account can be opened on. */
public interface ChannelKinds {

    List<ChannelKind> list();

    default Optional<ChannelKind> find(String code) {
        return list().stream().filter(kind -> kind.code().equals(code)).findFirst();
    }

    /** Why an address may not be called from here, or empty if it may. */
    Optional<String> refuseAddress(URI endpoint);

    /** What is wrong with what was entered for an account of that kind; empty if it can be opened with it. */
    Optional<Flaw> flaw(String code, Entered entered);

    /** What a person enters for an account. */
    record Entered(String endpoint, Map<String, String> settings, Map<String, String> secrets) {
        public Entered {
            settings = Map.copyOf(settings);
            secrets = Map.copyOf(secrets);
        }

        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "Entered[" + endpoint + "]";
        }
    }

    /**
     * A value that an account cannot be opened with.
     *
     * @param field where it was entered: {@code settings.charset}
     * @param advice what is allowed; never the value
     */
    record Flaw(String field, String advice) {}

    /**
     * One kind.
     *
     * @param ownSkus speaks our SKU codes and waits for our answer
     * @param comparesAndSets refuses a write that is based on a stale number
     * @param enforcesNumber sells no more than it shows
     */
    record ChannelKind(
            String code,
            Role role,
            boolean ownSkus,
            boolean publishesStock,
            boolean comparesAndSets,
            boolean enforcesNumber,
            List<Field> fields) {
        public ChannelKind {
            fields = List.copyOf(fields);
        }
    }

    /** What an account is for. */
    enum Role {
        CHANNEL,
        PROVIDER,
        SUPPLIER
    }

    /** A setting or secret that a person enters. */
    record Field(String name, boolean required, boolean secret, String meaning) {}
}
