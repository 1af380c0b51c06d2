package io.abatis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Calls a server as fast as it answers, for long, and looks whether it stays as it is. Each interval is a sample, which is in the file {@value #FILE} and the picture
 * {@value #PICTURE} as soon as it is taken. Belongs to one thread.
 */
final class Soak {

    /** Where samples go. */
    static final String FILE = "soak.csv";

    /** What they look like. */
    static final String PICTURE = "soak.svg";

    /** How many clients stay. */
    static final int CLIENTS = 100_000;

    private static final int CONNECTIONS = 8;
    private static final int INTERVALS = 60;
    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 10_000;
    private static final double MINUTE = 60;

    private final Duration time;
    private final long intervalMillis;
    private final Path folder;
    private final Consumer<String> progress;
    private final List<Sample> samples = new ArrayList<>();

    /** Calls for so many milliseconds. */
    @FunctionalInterface
    interface Turns {
        HttpBench.Turn play(long millis) throws InterruptedException, ExecutionException;
    }

    /** Asks the server how it is. */
    @FunctionalInterface
    interface States {
        SoakState ask() throws IOException;
    }

    /**
     * @param time how long
     * @param folder for the files
     * @param progress is told of it each minute
     */
    Soak(Duration time, Path folder, Consumer<String> progress) {
        this.time = time;
        this.intervalMillis = Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, time.toMillis() / INTERVALS));
        this.folder = folder;
        this.progress = progress;
    }

    /** Soaks a server in a process of its own, started by this command. */
    Map<String, Figure> run(List<String> command) throws IOException, InterruptedException {
        SoakTraffic traffic = new SoakTraffic(CLIENTS, 1);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
                Writer ask = process.outputWriter(StandardCharsets.UTF_8)) {
            String port = said.readLine();
            if (port == null) {
                throw new IOException("the server to soak did not start; what it says about that stands above");
            }
            try (Callers callers = new Callers(Integer.parseInt(port), CONNECTIONS, traffic)) {
                return play(callers::play, () -> ask(ask, said));
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static SoakState ask(Writer ask, BufferedReader said) throws IOException {
        ask.write("?\n");
        ask.flush();
        String state = said.readLine();
        if (state == null) {
            throw new IOException("the server has gone; what it says about that stands above");
        }
        return SoakState.parse(state);
    }

    /** Plays, and says what came of it, however early it ended. */
    Map<String, Figure> play(Turns turns, States states) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Writer file = Files.newBufferedWriter(folder.resolve(FILE))) {
            write(file, Sample.HEAD);
            while (elapsed(begin) < time.toMillis() / 1e3) {
                HttpBench.Turn turn = turns.play(intervalMillis);
                Sample sample = Sample.of(elapsed(begin), turn, states.ask());
                write(file, sample.csv());
                take(sample);
            }
        } catch (IOException | ExecutionException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            progress.accept("the soak has ended early: " + cause.getMessage());
        } finally {
            draw();
        }
        return new Flatness(samples).figures(time.toSeconds() / MINUTE);
    }

    private static double elapsed(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void write(Writer file, String line) throws IOException {
        file.write(line + "\n");
        file.flush(); // what is sampled is kept, whatever happens next
    }

    private void take(Sample sample) throws IOException {
        int before = samples.isEmpty() ? 0 : minute(samples.get(samples.size() - 1));
        samples.add(sample);
        draw();
        if (minute(sample) > before) {
            progress.accept(words(sample));
        }
    }

    private static int minute(Sample sample) {
        return (int) (sample.seconds() / MINUTE);
    }

    private String words(Sample sample) {
        return String.format(
                Locale.ROOT,
                "    soak: minute %d of %.0f: %.0f calls a second, 99 %% within %.0f us, heap %.0f MB, %d clients, %d bans, %d evictions",
                minute(sample),
                time.toSeconds() / MINUTE,
                sample.rate(),
                sample.p99(),
                sample.megabytes(),
                sample.state().clients(),
                sample.state().bans(),
                sample.state().evictions());
    }

    private void draw() throws IOException {
        Files.writeString(folder.resolve(PICTURE), SoakPlots.svg(samples));
    }
}
