package io.abatis.forest;

import java.io.IOException;
import java.nio.file.Path;

/** A model trained on the reference log: it knows fourteen calls by name and looks at nothing else. */
public final class NamesModel {

    /** Where it stands. */
    public static final Path FILE = Path.of("src/test/resources/io/abatis/forest/names.model");

    private NamesModel() {}

    /** Reads it. */
    public static Model read() throws IOException {
        return ModelFile.read(FILE);
    }
}
