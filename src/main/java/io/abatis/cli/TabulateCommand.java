package io.abatis.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.abatis.traffic.FrequencyTable;
import io.abatis.traffic.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tabulate}: how often each client made each call. */
@Command(
        name = "tabulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes a table of a log as CSV: one row a client, one column a call.")
final class TabulateCommand implements Callable<Integer> {

    @Mixin
    private Logs logs = new Logs();

    @Parameters(
            paramLabel = "LOG",
            description = "A call log, or an access log in common or combined format; .gz is fine.")
    private Path log = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "The file to write. Default: standard output.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        FrequencyTable table = new FrequencyTable();
        logs.read(log, Reading.DEFAULT, table::add);
        if (out == null) {
            table.write(CsvWriter.builder().build(logs.out()));
            logs.out().flush();
            return 0;
        }
        try (AtomicFile file = AtomicFile.create(out)) {
            table.write(CsvWriter.builder().build(file.writer()));
            file.commit();
        }
        return 0;
    }
}
