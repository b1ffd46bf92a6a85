package penstock.console.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import penstock.console.problem.Refused;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** The API's JSON mapper. Immutable; any thread. */
public final class ApiJson {

    /** A JSON body may have this many bytes: an order of 1,000 lines takes a tenth. */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    /** Objects and lists within each other; the deepest of ours needs 4. */
    public static final int MAX_DEPTH = 16;

    /** Characters of one text; a private key takes 3,300. */
    public static final int MAX_TEXT = 16_384;

    private static final int MAX_NAME = 256;
    private static final int MAX_NUMBER = 32;

    private static final Pattern ID = Pattern.compile("\\d{1,19}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final JsonMapper MAPPER = build();

    private ApiJson() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static JsonMapper build() {
        SimpleModule strict = new SimpleModule("penstock");
        strict.addDeserializer(String.class, new TextReader());
        strict.addDeserializer(Long.class, new IdReader());
        strict.addDeserializer(long.class, new IdReader());
        strict.addDeserializer(Instant.class, new TimeReader());
        strict.addSerializer(Long.class, ToStringSerializer.instance);
        strict.addSerializer(long.class, ToStringSerializer.instance);
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxDocumentLength(MAX_BODY_BYTES)
                                .maxNestingDepth(MAX_DEPTH)
                                .maxStringLength(MAX_TEXT)
                                .maxNameLength(MAX_NAME)
                                .maxNumberLength(MAX_NUMBER)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .addModule(strict)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .build();
    }

    /** An id in an address or a text: 1 to 19 digits. */
    public static long id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException("not an id");
        }
        return Long.parseLong(text);
    }

    private static final class TextReader extends StdScalarDeserializer<String> {
        TextReader() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = parser.getString();
            if (!text.codePoints().allMatch(TextReader::isText)) {
                throw Refused.field("", "a text holds a control character or half a character; remove it");
            }
            return text;
        }

        private static boolean isText(int character) {
            boolean space = character == '\n' || character == '\r' || character == '\t';
            int type = Character.getType(character);
            return space || (type != Character.CONTROL && type != Character.SURROGATE);
        }
    }

    private static final class IdReader extends StdScalarDeserializer<Long> {
        IdReader() {
            super(Long.class);
        }

        @Override
        public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (Long) context.handleUnexpectedToken(Long.class, parser);
            }
            try {
                return id(parser.getString());
            } catch (IllegalArgumentException e) {
                return (Long) context.handleWeirdStringValue(Long.class, parser.getString(), "not an id");
            }
        }
    }

    private static final class TimeReader extends StdScalarDeserializer<Instant> {
        TimeReader() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                Instant time = OffsetDateTime.parse(parser.getString()).toInstant();
                if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
                    return time;
                }
            } catch (DateTimeException e) {
                // answered below, as a time that makes no sense is
            }
            return (Instant) context.handleWeirdStringValue(Instant.class, parser.getString(), "not a time");
        }
    }
}
