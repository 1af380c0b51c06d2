package io.abatis.cli;

import io.abatis.client.ClientResolver;
import io.abatis.traffic.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which clients are benign and which are malicious. */
final class LabelOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--benign",
            paramLabel = "CIDR",
            description = "A network of benign clients; all others are malicious. May be given several times.")
    private List<String> benign = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "A CSV 'client,label' with the labels benign and malicious; other clients are left out.")
    private @Nullable Path labels;

    /**
     * The labels, or null if neither option is given.
     *
     * @param clients makes clients of the addresses in a file
     */
    @Nullable
    Labels read(ClientResolver clients) throws IOException {
        if (labels != null && !benign.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--labels and --benign exclude each other: give one of them");
        }
        if (labels != null) {
            return Labels.read(labels, clients);
        }
        try {
            return benign.isEmpty() ? null : Labels.benign(benign);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--benign: " + e.getMessage(), e);
        }
    }

    /** Where the labels come from, for a model's card. */
    String origin() {
        return labels != null
                ? "a file"
                : benign.isEmpty() ? "none, all clients benign" : "benign " + String.join(" ", benign);
    }
}
