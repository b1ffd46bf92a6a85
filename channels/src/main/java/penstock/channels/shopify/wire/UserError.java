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
        List<@Nullable String> path = field == null ? List.of() : field;
        int after = path.indexOf(list) + 1;
        String next = after > 0 && after < path.size() ? path.get(after) : null;
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
