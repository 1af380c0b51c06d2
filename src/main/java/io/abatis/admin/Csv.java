package io.abatis.admin;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.abatis.traffic.SpreadsheetCell;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table as RFC 4180 has it, in which no cell is taken for a formula. */
final class Csv {

    private Csv() {}

    /**
     * Writes rows.
     *
     * @param columns which of each row's values to write, in this order; also the first line
     */
    static byte[] of(List<String> columns, Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(columns);
            for (Map<String, ? extends @Nullable Object> row : rows) {
                csv.writeRecord(
                        columns.stream().map(column -> cell(row.get(column))).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "" : SpreadsheetCell.inert(value.toString());
    }
}
