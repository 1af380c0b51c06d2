package io.abatis.traffic;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text, each cut off at a length: a line without end must not become a string without end. */
public final class Lines {

    private final Reader in;
    private final int longest;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder line = new StringBuilder(512);
    private int at;
    private int filled;
    private long number;

    /** @param longest the most characters of a line that are kept, at least 1 */
    public Lines(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    public String next() throws IOException {
        line.setLength(0);
        boolean any = false;
        while (at < filled || fill()) {
            any = true;
            int start = at;
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            line.append(buffer, start, Math.min(at - start, longest - line.length()));
            if (at < filled) {
                at++;
                break;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        int length = line.length();
        return line.substring(0, length > 0 && line.charAt(length - 1) == '\r' ? length - 1 : length);
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
