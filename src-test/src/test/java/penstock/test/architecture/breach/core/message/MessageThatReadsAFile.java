package penstock.test.architecture.breach.core.message;

import java.nio.file.Path;

/** A message that looks outside. */
public record MessageThatReadsAFile(Path file) {}
