package penstock.channels.shopify.wire;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An error that a mutation reports beside its payload.
 *
 * @param code absent where the mutation has no codes of its own
 * @param field the path to the input that caused it, for example {@code [input, quantities, 3, quantity]}
 */
public record UserError(
        @Nullable String code,
        @Nullable List<@Nullable String> field,
        @Nullable String message) {

    /** The number that follows {@code list} in the path. */
    public OptionalInt indexIn(String list) {
        int at = field == null ? -1 : field.indexOf(list);
        String next = at < 0 || at + 1 >= field.size() ? null : field.get(at + 1);
        return next != null && next.matches("[0-9]{1,4}")
                ? OptionalInt.of(Integer.parseInt(next))
                : OptionalInt.empty();
    }

    /** Code and message for a person. */
    public String text() {
        String said = message == null ? "" : message;
        return code == null ? said : code + ": " + said;
    }
}
