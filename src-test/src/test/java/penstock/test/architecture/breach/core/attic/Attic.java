package penstock.test.architecture.breach.core.attic;

/** A room that nobody has planned. */
public final class Attic {}
