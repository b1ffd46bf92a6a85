package penstock.routes.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as a person writes it: {@code 2026-03-01T08:00:00Z}, or with an offset. */
final class MomentWords implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(text + " is not a moment; write it as 2026-03-01T08:00:00Z");
        }
    }
}
