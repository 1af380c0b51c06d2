package io.abatis.traffic;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often each client made each call: one row a client, one column a call, both in the order of their texts. Not safe for threads. */
public final class FrequencyTable {

    private final SortedSet<String> calls = new TreeSet<>();
    private final SortedMap<String, Map<String, Integer>> rows = new TreeMap<>();

    /** Counts an entry, by the log's own texts. */
    public void add(LogEntry entry) {
        calls.add(entry.callText());
        rows.computeIfAbsent(entry.clientText(), client -> new TreeMap<>()).merge(entry.callText(), 1, Integer::sum);
    }

    /** The calls, in the order of the columns. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** The clients, in the order of the rows. */
    public List<String> clients() {
        return List.copyOf(rows.keySet());
    }

    /** How often a client made a call; 0 for either unknown. */
    public int count(String client, String call) {
        return rows.getOrDefault(client, Map.of()).getOrDefault(call, 0);
    }

    /**
     * Writes the table as CSV with a header line {@code client,CALL,…}.
     *
     * @throws IOException if it cannot be written
     */
    public void write(CsvWriter csv) throws IOException {
        List<String> header = new ArrayList<>(calls.size() + 1);
        header.add("client");
        calls.forEach(call -> header.add(SpreadsheetCell.inert(call)));
        csv.writeRecord(header);
        rows.forEach((client, counts) -> {
            List<String> row = new ArrayList<>(calls.size() + 1);
            row.add(SpreadsheetCell.inert(client));
            calls.forEach(call -> row.add(Integer.toString(counts.getOrDefault(call, 0))));
            csv.writeRecord(row);
        });
        csv.flush();
    }
}
