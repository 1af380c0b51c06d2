package io.abatis.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text in UTF-8, each cut off at a length: a line without end must not become a string without end. What is no UTF-8 becomes U+FFFD. Not safe for threads.
 */
public final class Lines {
    /*
     * Lines are found among the bytes, and decoded one by one: no byte of a longer character is a line feed, and most lines are ASCII, for which decoding is one copy.
     */

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int at;
    private int filled;
    private long number;

    /**
     * @param in the text
     * @param longest the most characters of a line that are kept, 1 to 2^28
     */
    public Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    public String next() throws IOException {
        boolean isWhole = true;
        begun.reset();
        while (at < filled || fill()) {
            int start = at;
            int end = start;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            boolean ends = end < filled;
            at = ends ? end + 1 : end;
            if (ends && isWhole) {
                number++;
                return text(buffer, start, end - start);
            }
            isWhole = false;
            keep(start, end - start);
            if (ends) {
                break;
            }
        }
        if (isWhole) {
            return null;
        }
        number++;
        return text(begun.toByteArray(), 0, begun.size());
    }

    /** No more than what is decoded in any case, and a little for a character that is cut. */
    private void keep(int start, int length) {
        int room = MOST_BYTES_OF_A_CHAR * (longest + 1) - begun.size();
        begun.write(buffer, start, Math.min(length, room));
    }

    private String text(byte[] bytes, int start, int length) {
        if (length <= longest) {
            boolean hasReturn = length > 0 && bytes[start + length - 1] == '\r';
            return new String(bytes, start, hasReturn ? length - 1 : length, StandardCharsets.UTF_8);
        }
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        String cut = text.substring(0, Math.min(text.length(), longest));
        return cut.endsWith("\r") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    /** The number of the line that was returned last, from 1. */
    public long number() {
        return number;
    }
}
