package penstock.test.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/** Parts of the JDK, by what one can do with them. */
final class Jdk {

    private static final List<String> THINKING = List.of(
            "java.lang", "java.util", "java.time", "java.math", "java.text", "java.nio.charset", "org.jspecify");

    private static final List<String> CRYPTOGRAPHY = List.of("java.security", "javax.crypto");

    private static final Set<String> TEXT_OF_ADDRESSES =
            Set.of("java.net.URI", "java.net.URISyntaxException", "java.net.URLEncoder", "java.net.URLDecoder");

    private static final Set<String> STARTING_THINGS = Set.of(
            "java.lang.Thread",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.util.Timer");

    private Jdk() {}

    /** Computing, without a way to the outside. */
    static boolean isPure(JavaClass type) {
        boolean bytesInMemory = type.getPackageName().equals("java.nio");
        boolean streams =
                type.getPackageName().equals("java.io") && !type.getSimpleName().matches("(File|RandomAccess).*");
        return isThinking(type)
                || bytesInMemory
                || streams
                || AllowList.in(type, CRYPTOGRAPHY)
                || TEXT_OF_ADDRESSES.contains(type.getName());
    }

    /** Values, collections, time: what a decision is made of. */
    static boolean isThinking(JavaClass type) {
        return AllowList.in(type, THINKING) && !STARTING_THINGS.contains(type.getName());
    }

    /** What sync-core may use of the JDK. */
    static boolean isForCore(JavaClass type) {
        boolean jdbc = AllowList.in(type, List.of("java.sql", "javax.sql"));
        return isPure(type) || jdbc || type.getName().equals("java.lang.Thread");
    }
}
