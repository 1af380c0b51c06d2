package io.abatis.cli;

import io.abatis.client.Ip;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code labels}: what operators said of clients. */
@Command(
        name = "labels",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints whom operators unbanned (benign) or banned by hand (malicious), through a filter's admin server:",
            "a CSV as 'abatis train --labels' and 'evaluate --labels' read it."
        })
final class LabelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file. Default: standard output.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Answer answer = admin.api().get("/labels");
        List<String> lines = admin.json() ? List.of(AdminApi.printed(answer)) : csv(answer);
        if (out == null) {
            PrintWriter to = spec.commandLine().getOut();
            lines.forEach(to::println);
            return 0;
        }
        try (AtomicFile file = AtomicFile.create(out)) {
            for (String line : lines) {
                file.writer().write(line + "\n");
            }
            file.commit();
        }
        return 0;
    }

    /** Every field is checked: this file decides who counts as an attacker. */
    private static List<String> csv(Answer answer) throws IOException {
        List<String> lines = new ArrayList<>(List.of("client,label"));
        for (Answer one : answer.list("labels")) {
            Ip client = Ip.parse(one.text("client"));
            String label = one.text("label");
            if (client == null || !label.equals("benign") && !label.equals("malicious")) {
                throw new IOException(answer.server() + " has a label that is none: '"
                        + Printable.line(one.text("client") + "," + label) + "'");
            }
            lines.add(client + "," + label);
        }
        return lines;
    }
}
