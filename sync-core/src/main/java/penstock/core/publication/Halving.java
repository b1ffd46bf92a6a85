package penstock.core.publication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;

/**
 * Who of a call was refused for another's sake. Pure.
 *
 * <p>A channel that refuses a call as a whole names no line, so all of them are refused in the same words and nobody knows which one
 * is wrong. They are told again by halves: the good ones are through after a few calls, and what is refused alone is wrong itself.
 */
final class Halving {

    private final Map<Claim, Integer> together;

    private Halving(Map<Claim, Integer> together) {
        this.together = together;
    }

    /** What to make of one call. */
    static Halving of(Map<Claim, Outcome> outcomes) {
        Map<Outcome, List<Claim>> sameWords = outcomes.entrySet().stream()
                .filter(entry -> isOfTheRequest(entry.getValue()))
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        Map<Claim, Integer> together = new HashMap<>();
        for (List<Claim> claims : sameWords.values()) {
            if (claims.size() > 1) {
                claims.forEach(claim -> together.put(claim, claims.size() / 2));
            }
        }
        return new Halving(together);
    }

    /** What is stale or unknown is so by itself, whatever else was said in the call. */
    private static boolean isOfTheRequest(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.reason() == RefusalReason.INVALID;
    }

    /** How many may be told in one call with this one the next time; empty if what became of it is its own. */
    OptionalInt together(Claim claim) {
        Integer many = together.get(claim);
        return many == null ? OptionalInt.empty() : OptionalInt.of(many);
    }
}
