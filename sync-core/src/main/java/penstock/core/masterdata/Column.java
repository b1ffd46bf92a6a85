package penstock.core.masterdata;

/**
 * A column of a table.
 *
 * @param required whether a file without it cannot be used
 * @param meaning what stands in it, for a person
 */
public record Column(String name, boolean required, String meaning) {

    static Column required(String name, String meaning) {
        return new Column(name, true, meaning);
    }

    static Column optional(String name, String meaning) {
        return new Column(name, false, meaning);
    }
}
