package penstock.test.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.BiPredicate;

/** Classes depend on what they are allowed to and on nothing else. */
final class AllowList extends ArchCondition<JavaClass> {

    private final BiPredicate<JavaClass, JavaClass> allowed;

    private AllowList(String description, BiPredicate<JavaClass, JavaClass> allowed) {
        super(description);
        this.allowed = allowed;
    }

    /** {@code allowed} says for a class and one that it uses whether that may be. */
    static AllowList of(String description, BiPredicate<JavaClass, JavaClass> allowed) {
        return new AllowList(description, allowed);
    }

    @Override
    public void check(JavaClass origin, ConditionEvents events) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (!target.isPrimitive() && !allowed.test(origin, target)) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    /** Whether a class lies in one of the packages, or below it. */
    static boolean in(JavaClass type, List<String> packages) {
        return packages.stream().anyMatch(name -> in(type, name));
    }

    static boolean in(JavaClass type, String name) {
        String own = type.getPackageName();
        return own.equals(name) || own.startsWith(name + ".");
    }
}
