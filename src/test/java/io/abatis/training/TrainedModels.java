package io.abatis.training;

import io.abatis.forest.DemoModel;
import io.abatis.forest.Model;
import io.abatis.forest.ShippedModel;
import io.abatis.traffic.Labels;
import io.abatis.traffic.LogEntry;
import io.abatis.traffic.Reading;
import io.abatis.traffic.site.Behaviour;
import io.abatis.traffic.site.Site;
import io.abatis.traffic.site.SiteTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** Models of every origin, each read or trained once for all tests; the trained ones are small. */
enum TrainedModels {
    /** The one in the jar. */
    SHIPPED {
        @Override
        Model make(Path folder) throws IOException {
            return ShippedModel.read();
        }
    },
    /** The demo's. */
    DEMO {
        @Override
        Model make(Path folder) throws IOException {
            return DemoModel.read();
        }
    },
    /** Trained on the reference log. */
    REFERENCE {
        @Override
        Model make(Path folder) throws IOException {
            return ReferenceModel.train(
                    ReferenceModel.first(folder.resolve("first.csv")), new TrainingPlan(.01, 10, 7));
        }
    },
    /** Trained on a labelled access log, which tells answers. */
    LABELLED {
        @Override
        Model make(Path folder) throws IOException {
            SiteTraffic traffic = site(LOG_SEED);
            StringBuilder labels = new StringBuilder("client,label\n");
            traffic.clients()
                    .forEach((client, behaviour) ->
                            labels.append(client).append(behaviour.malicious() ? ",malicious\n" : ",benign\n"));
            Path file = Files.writeString(folder.resolve("labels.csv"), labels);
            return train(accessLog(traffic, behaviour -> true, folder), Labels.read(file), false);
        }
    },
    /** Trained on an access log without attackers, with simulated ones. */
    SIMULATED {
        @Override
        Model make(Path folder) throws IOException {
            return train(accessLog(site(LOG_SEED), behaviour -> !behaviour.malicious(), folder), null, true);
        }
    },
    /** Trained on a few generated sites. */
    SITES {
        @Override
        Model make(Path folder) {
            return new SiteTraining(new TrainingPlan(.01, 5, 3), Progress.NONE).train(9);
        }
    };

    private static final long LOG_SEED = 4_000_000_000L;

    private static final Map<TrainedModels, Model> MADE = new EnumMap<>(TrainedModels.class);

    abstract Model make(Path folder) throws IOException;

    /** The model. */
    Model get() {
        synchronized (MADE) {
            return MADE.computeIfAbsent(this, TrainedModels::made);
        }
    }

    private static Model made(TrainedModels origin) {
        try {
            return origin.make(Files.createTempDirectory("models"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The share of benign clients that the model's card allows to be refused. */
    double budget() {
        return Double.parseDouble(Objects.requireNonNull(get().card().entries().get("budget")));
    }

    /** The traffic of a generated site; seeds from 4,000,000,000 on are never trained on. */
    static SiteTraffic site(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return Site.draw(random).traffic(random);
    }

    private static Path accessLog(SiteTraffic traffic, Predicate<Behaviour> who, Path folder) throws IOException {
        List<String> lines = traffic.entries().stream()
                .filter(entry ->
                        who.test(Objects.requireNonNull(traffic.clients().get(entry.client()))))
                .map(TrainedModels::line)
                .toList();
        return Files.write(folder.resolve("access.log"), lines);
    }

    private static String line(LogEntry entry) {
        return entry.clientText() + " - - [" + entry.timeText() + "] \"" + entry.callText() + "\" " + entry.status()
                + " 0";
    }

    private static Model train(Path log, @Nullable Labels labels, boolean simulate) throws IOException {
        return new Training(new TrainingPlan(.01, 10, 1), Progress.NONE, Reading.DEFAULT, (file, result) -> {})
                .train(List.of(log), labels, "a test", simulate);
    }
}
