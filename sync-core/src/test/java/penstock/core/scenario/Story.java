package penstock.core.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a failing story short: drops halves, then ever smaller parts, then lowers its quantities. */
public final class Story {

    private static final Pattern QUANTITY = Pattern.compile("(?<=[x=-]| )\\d+(?= |$|-)");

    private final Predicate<List<String>> fails;

    public Story(Predicate<List<String>> fails) {
        this.fails = fails;
    }

    public List<String> shorten(List<String> story) {
        List<String> left = new ArrayList<>(story);
        for (int part = left.size() / 2; part >= 1; part /= 2) {
            for (int from = left.size() - part; from >= 0; from -= part) {
                List<String> without = new ArrayList<>(left);
                without.subList(from, Math.min(from + part, without.size())).clear();
                if (fails.test(without)) {
                    left = without;
                    from = Math.min(from, left.size());
                }
            }
        }
        for (int i = 0; i < left.size(); i++) {
            left = lower(left, i);
        }
        return left;
    }

    private List<String> lower(List<String> story, int at) {
        List<String> best = story;
        int from = 0;
        Matcher quantity = QUANTITY.matcher(best.get(at));
        while (quantity.find(from)) {
            int value = Integer.parseInt(quantity.group());
            List<String> lowered = new ArrayList<>(best);
            lowered.set(
                    at,
                    new StringBuilder(best.get(at))
                            .replace(quantity.start(), quantity.end(), "" + value / 2)
                            .toString());
            if (value > 1 && fails.test(lowered)) {
                best = lowered;
                quantity = QUANTITY.matcher(best.get(at));
            } else {
                from = quantity.end();
                if (from >= best.get(at).length()) {
                    break;
                }
            }
        }
        return best;
    }
}
