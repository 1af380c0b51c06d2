package io.abatis.servlet;

import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import io.abatis.forest.ShippedModel;
import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the model that a configuration names: a file, a resource of the web application, or the one in the jar. */
final class Models {

    private static final Path WEB_INF = Path.of("/WEB-INF");

    private Models() {}

    /** Whether a path names a file, which may change. */
    static boolean isFile(@Nullable Path model) {
        return model != null && !model.startsWith(WEB_INF);
    }

    static Model read(@Nullable Path model, ServletContext context) throws IOException {
        if (model == null) {
            return ShippedModel.read();
        }
        if (isFile(model)) {
            return readFile(model);
        }
        try (InputStream in = context.getResourceAsStream(model.toString().replace('\\', '/'))) {
            if (in == null) {
                throw new FileNotFoundException("the web application has no " + model);
            }
            return ModelFile.read(in, model.toString());
        }
    }

    private static Model readFile(Path model) throws IOException {
        try {
            return ModelFile.read(model);
        } catch (NoSuchFileException e) {
            throw new FileNotFoundException("there is no model " + model);
        } catch (AccessDeniedException e) {
            throw new IOException("the model " + model + " may not be read", e);
        }
    }
}
