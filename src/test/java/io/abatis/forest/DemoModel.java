package io.abatis.forest;

import java.io.IOException;
import java.nio.file.Path;

/** The demo's model: trained on traffic of the demo, it knows its routes by name and looks at answers, too. */
public final class DemoModel {

    /** Where it stands. */
    public static final Path FILE = Path.of("webapp/WEB-INF/demo.model");

    private DemoModel() {}

    /** Reads it. */
    public static Model read() throws IOException {
        return ModelFile.read(FILE);
    }
}
