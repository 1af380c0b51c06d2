package io.abatis.cli;

import picocli.CommandLine.Option;

/** An operator's words. */
final class Note {

    @Option(names = "--note", defaultValue = "", paramLabel = "TEXT", description = "Why, for the audit log.")
    private String text = "";

    String text() {
        return text;
    }
}
