package io.abatis.cli;

import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import io.abatis.forest.ShippedModel;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The model that a command works with. */
final class Models {

    private Models() {}

    /** The model in a file, or the one shipped if no file is named. */
    static Model read(@Nullable Path file) throws IOException {
        return file == null ? ShippedModel.read() : ModelFile.read(file);
    }
}
