package penstock.test.architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * A rule of the house.
 *
 * @param culprit simple name of the class in {@code breach} that breaks it
 */
record Rule(String name, ArchRule rule, String culprit) {

    @Override
    public String toString() {
        return name;
    }
}
