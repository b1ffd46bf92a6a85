package penstock.channels.vendor.amazon;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Amazon's JSON to and from wire records. Field names are matched whatever their case, because Amazon's notifications
 * differ in it by type; unknown fields are passed over, because Amazon adds some without notice; what is absent is not
 * written. Numbers keep their digits.
 */
public final class SpApiJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private SpApiJson() {}

    /** The record in {@code body}, or empty if it does not hold one. */
    public static <T> Optional<T> read(byte[] body, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(body, type));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** The record in a part of a message, or empty if it does not hold one. */
    public static <T> Optional<T> read(JsonNode part, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.treeToValue(part, type));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** The body that says {@code value}, in UTF-8. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
