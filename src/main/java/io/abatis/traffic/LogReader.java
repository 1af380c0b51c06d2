package io.abatis.traffic;

import io.abatis.traffic.LogFormat.UnreadableLine;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs by their content: the call log ({@code Time,IP_Address,API_Call}, addresses with dots or colons), and the common and combined formats of
 * Apache and nginx; plain or gzip. Streams: memory does not grow with the file. Lines are read in a thread of
 * their own, and entries handed on in the caller's.
 */
public final class LogReader {

    private static final int LONGEST_LINE = 65_536;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private LogReader() {}

    /**
     * What was read.
     *
     * @param entries lines that hold a call
     * @param unreadable lines that could not be read
     * @param firstUnreadable the number of the first such line and what is wrong with it, or null
     */
    public record Result(
            long entries, long unreadable, @Nullable String firstUnreadable) {}

    /**
     * Hands every entry on, in the file's order, as {@link Reading#DEFAULT} tells them apart.
     *
     * @see #read(Path, Reading, Consumer)
     */
    public static Result read(Path file, Consumer<LogEntry> sink) throws IOException {
        return read(file, Reading.DEFAULT, sink);
    }

    /**
     * Hands every entry on, in the file's order.
     *
     * @param file the log
     * @param reading how calls and clients are told apart
     * @param sink takes the entries, in this thread
     * @throws IOException if the file cannot be read
     */
    public static Result read(Path file, Reading reading, Consumer<LogEntry> sink) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a log");
        }
        try {
            return ReadAhead.read(entries -> readWhole(file, reading, entries), sink);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such log", e);
        } catch (EOFException | ZipException e) {
            throw new IOException(file + " is no whole gzip file", e);
        }
    }

    private static Result readWhole(Path file, Reading reading, Consumer<LogEntry> sink) throws IOException {
        try (InputStream in = open(file)) {
            return read(in, reading, sink);
        }
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    static Result read(InputStream in, Reading reading, Consumer<LogEntry> sink) throws IOException {
        Lines lines = new Lines(in, LONGEST_LINE);
        LogFormat format = null;
        long entries = 0;
        long unreadable = 0;
        String first = null;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (lines.number() == 1 && line.startsWith(BYTE_ORDER_MARK)) {
                line = line.substring(1);
            }
            if (line.isBlank()) {
                continue;
            }
            if (format == null) {
                format = CallLog.isHeader(line) ? new CallLog.Format(reading) : new AccessLog(reading);
            }
            try {
                LogEntry entry = format.read(line);
                if (entry != null) {
                    entries++;
                    sink.accept(entry);
                }
            } catch (UnreadableLine e) {
                unreadable++;
                first = first == null ? "line " + lines.number() + ": " + e.getMessage() : first;
            }
        }
        return new Result(entries, unreadable, first);
    }
}
