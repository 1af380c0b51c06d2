package io.abatis.training;

import io.abatis.client.Ip;
import io.abatis.count.Facet;
import io.abatis.forest.Model;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Policy;
import io.abatis.traffic.Labels;
import io.abatis.traffic.Labels.Label;
import io.abatis.traffic.LogEntry;
import io.abatis.traffic.LogReader;
import io.abatis.traffic.Reading;
import io.abatis.training.Replay.Decision;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From logs to a model. Not safe for threads. */
public final class Training {

    private static final int SIMULATED = 200;

    /** Logs without answers would teach that nobody is ever refused anything; and how rare a route is, little without them. */
    private static final Set<Facet> WITH_ANSWERS =
            EnumSet.of(Facet.RARITY, Facet.ANSWERS, Facet.METHODS, Facet.VARIETY, Facet.OTHER);

    private static final Set<Facet> WITHOUT_TIERS =
            EnumSet.of(Facet.ANSWERS, Facet.METHODS, Facet.VARIETY, Facet.OTHER);

    private final TrainingPlan plan;
    private final Progress progress;
    private final Reading reading;
    private final BiConsumer<Path, LogReader.Result> read;
    private boolean warmsUp = true;

    /**
     * A training to be run.
     *
     * @param plan how to train
     * @param progress hears how far it has come
     * @param reading how calls and clients in the logs are told apart
     * @param read hears what was read of each log
     */
    public Training(TrainingPlan plan, Progress progress, Reading reading, BiConsumer<Path, LogReader.Result> read) {
        this.plan = plan;
        this.progress = progress;
        this.reading = reading;
        this.read = read;
    }

    /**
     * Has the model look at no tiers of routes, which a gate must learn first: it judges from the first minute on, by the names of the routes in the logs and by
     * answers alone.
     *
     * @return this training
     */
    public Training withoutWarmUp() {
        warmsUp = false;
        return this;
    }

    /**
     * Trains.
     *
     * @param logs the logs, at least one
     * @param labels who is benign and who malicious; null takes all clients for benign but those that the model in the jar flags
     * @param labelsFrom where the labels come from, for the card
     * @param simulateAttackers whether to add attackers that draw the site's own calls, the rarest most
     * @throws IOException if a log cannot be read
     * @throws IllegalArgumentException if the logs do not suffice; the message says what is missing
     */
    public Model train(List<Path> logs, @Nullable Labels labels, String labelsFrom, boolean simulateAttackers)
            throws IOException {
        Histories histories = new Histories(TrainingPlan.WARM_UP);
        Replay suspicion = new Replay(ShippedModel.read(), Policy.observing());
        Consumer<LogEntry> reader = labels == null ? suspicion.andThen(histories::add) : histories::add;
        List<String> sums = new ArrayList<>();
        for (Path log : logs) {
            progress.at("reading " + log.getFileName(), sums.size(), logs.size());
            read.accept(log, LogReader.read(log, reading, reader));
            sums.add(sha256(log));
        }
        Set<Facet> facets = histories.tellAnswers() ? (warmsUp ? WITH_ANSWERS : WITHOUT_TIERS) : Set.of();
        List<History> clients = new ArrayList<>(histories.labelled(
                labels == null ? allBut(suspicion.decisions()) : labels::of, facets.contains(Facet.RARITY)));
        if (simulateAttackers) {
            RandomGenerator random =
                    RandomGeneratorFactory.of(Trainer.GENERATOR).create(plan.seed());
            clients.addAll(SimulatedAttackers.of(clients, random).draw(SIMULATED));
        }
        return new Trainer(plan, facets, progress)
                .train(clients, new CardWriter(sums, histories.entries(), labelsFrom));
    }

    /** Logs without labels have attackers in them, too. Taken for benign, the few that are there would hide the others of their kind. */
    private static Function<Ip, @Nullable Label> allBut(List<Decision> decisions) {
        Set<Ip> flagged = decisions.stream()
                .filter(Decision::flagged)
                .map(Decision::client)
                .collect(Collectors.toSet());
        return client -> flagged.contains(client) ? null : Label.BENIGN;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
