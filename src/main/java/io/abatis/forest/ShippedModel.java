package io.abatis.forest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The model that comes with Abatis, {@code config/default.model} in the sources. */
public final class ShippedModel {

    private static final String RESOURCE = "/io/abatis/defaults/default.model";

    private ShippedModel() {}

    /** Reads it. Its sum is checked when Abatis is built: whoever starts a program from a jar trusts all of the jar. */
    public static Model read() throws IOException {
        try (InputStream in = ShippedModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new FileNotFoundException("the jar has no " + RESOURCE);
            }
            return ModelFile.readUnsummed(in, "the model in the jar");
        }
    }
}
