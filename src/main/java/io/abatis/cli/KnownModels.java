package io.abatis.cli;

import io.abatis.demo.DemoServer;
import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import io.abatis.forest.ShippedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that there are, to be found by their SHA-256: the operator's, the one in the jar, the demo's. */
final class KnownModels {

    private static final String DEMO = "webapp/WEB-INF/demo.model";

    private final List<Known> known = new ArrayList<>();

    /**
     * A model.
     *
     * @param name what it is, for messages
     * @param model the model itself
     */
    record Known(String name, Model model) {}

    /** @param own the operator's model; null if there is none */
    KnownModels(@Nullable Path own) throws IOException {
        if (own != null) {
            known.add(new Known(own.toString(), ModelFile.read(own)));
        }
        known.add(new Known("the one in the jar", ShippedModel.read()));
        try (InputStream in = DemoServer.class.getResourceAsStream(DEMO)) {
            if (in != null) {
                known.add(new Known("the demo's", ModelFile.read(in, "the demo's model")));
            }
        }
    }

    /** The model of which this is the SHA-256; null if it is not here. */
    @Nullable
    Known find(String sha256) {
        return known.stream()
                .filter(one -> one.model.sha256().equals(sha256))
                .findFirst()
                .orElse(null);
    }
}
