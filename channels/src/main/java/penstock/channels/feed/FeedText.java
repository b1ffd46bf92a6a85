package penstock.channels.feed;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds out how a text of rows is written: its charset from the first bytes, its delimiter from the first line. */
public final class FeedText {

    /** Bytes, and characters, that are looked at. */
    static final int SAMPLE = 1 << 16;

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final char[] DELIMITERS = {',', ';', '\t'};

    private FeedText() {}

    /** The text without its byte order mark; a byte that is none in its charset fails the reading. */
    public static BufferedReader decode(InputStream in, Optional<Charset> stated) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in, SAMPLE);
        bytes.mark(SAMPLE);
        byte[] sample = bytes.readNBytes(SAMPLE);
        bytes.reset();
        Charset charset = stated.orElseGet(() -> detect(sample));
        BufferedReader text = new BufferedReader(
                new InputStreamReader(
                        bytes,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                SAMPLE);
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }

    static Charset detect(byte[] sample) {
        if (begins(sample, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        } else if (begins(sample, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        } else if (begins(sample, 0xEF, 0xBB)) {
            return StandardCharsets.UTF_8;
        }
        int even = zeros(sample, 0);
        int odd = zeros(sample, 1);
        // text in Latin letters has a zero in every second byte of UTF-16, and none in anything else
        if (Math.max(even, odd) * 4 > sample.length) {
            return even > odd ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        return isUtf8(sample) ? StandardCharsets.UTF_8 : WINDOWS_1252;
    }

    private static boolean begins(byte[] sample, int first, int second) {
        return sample.length > 1 && (sample[0] & 0xFF) == first && (sample[1] & 0xFF) == second;
    }

    private static int zeros(byte[] sample, int from) {
        int zeros = 0;
        for (int i = from; i < sample.length; i += 2) {
            zeros += sample[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean isUtf8(byte[] sample) {
        boolean complete = sample.length < SAMPLE;
        return !StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(sample), CharBuffer.allocate(sample.length + 1), complete)
                .isError();
    }

    /** The most frequent of comma, semicolon and tab outside quotes in the first line; a comma if there is none. */
    public static char delimiter(Reader text) throws IOException {
        text.mark(SAMPLE);
        int[] counts = new int[DELIMITERS.length];
        boolean quoted = false;
        boolean content = false;
        for (int i = 0; i < SAMPLE; i++) {
            int c = text.read();
            if (c < 0 || (!quoted && content && (c == '\n' || c == '\r'))) {
                break;
            }
            content |= c != '\n' && c != '\r';
            quoted ^= c == '"';
            for (int d = 0; d < DELIMITERS.length; d++) {
                counts[d] += !quoted && c == DELIMITERS[d] ? 1 : 0;
            }
        }
        text.reset();
        int best = 0;
        for (int d = 1; d < DELIMITERS.length; d++) {
            best = counts[d] > counts[best] ? d : best;
        }
        return DELIMITERS[best];
    }
}
