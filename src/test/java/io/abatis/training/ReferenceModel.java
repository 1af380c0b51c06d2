package io.abatis.training;

import io.abatis.forest.Model;
import io.abatis.traffic.Labels;
import io.abatis.traffic.Reading;
import io.abatis.traffic.TrafficGenerator;
import io.abatis.traffic.TrafficGenerator.Notation;
import io.abatis.traffic.TrafficGenerator.Plan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The two reference logs, and the model trained on the first with all defaults: trained once for all tests. */
public final class ReferenceModel {

    private static final class Holder {
        static final Model MODEL = train();
    }

    private ReferenceModel() {}

    /** The model. */
    public static Model get() {
        return Holder.MODEL;
    }

    /** The labels of the reference logs. */
    public static Labels labels() {
        return Labels.benign(List.of("172.144.0.0/16"));
    }

    /** Writes the log to train on. */
    public static Path first(Path file) throws IOException {
        return write(52, 10_000, .8, 50, file);
    }

    /** Writes the log to test on. */
    public static Path second(Path file) throws IOException {
        return write(19, 5_000, .95, 15, file);
    }

    static Path write(long seed, int calls, double bias, int outlier, Path file) throws IOException {
        Plan plan = new Plan(
                BigInteger.valueOf(seed),
                calls,
                bias,
                outlier,
                TrafficGenerator.ROUTES,
                TrafficGenerator.BENIGN,
                TrafficGenerator.HACKERS,
                Notation.COLONS);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            new TrafficGenerator(plan).write(out);
        }
        return file;
    }

    private static Model train() {
        try {
            Path log = first(Files.createTempFile("reference", ".csv"));
            try {
                return train(log, new TrainingPlan(.001, 100, 1));
            } finally {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Model train(Path log, TrainingPlan plan) throws IOException {
        return new Training(plan, Progress.NONE, Reading.DEFAULT, (file, result) -> {})
                .train(List.of(log), labels(), "benign 172.144.0.0/16", false);
    }
}
