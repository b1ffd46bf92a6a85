package penstock.core.supplier;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;

/** The parts of a kept feed, read from the database one at a time as they are needed. */
final class KeptFeed implements Enumeration<InputStream> {

    private final IntFunction<Optional<byte[]>> parts;
    private Optional<byte[]> next;
    private int partNo;

    KeptFeed(IntFunction<Optional<byte[]>> parts) {
        this.parts = parts;
        this.next = parts.apply(0);
    }

    @Override
    public boolean hasMoreElements() {
        return next.isPresent();
    }

    @Override
    public InputStream nextElement() {
        byte[] part = next.orElseThrow(NoSuchElementException::new);
        next = parts.apply(++partNo);
        return new ByteArrayInputStream(part);
    }
}
