package io.abatis.admin;

import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import org.jspecify.annotations.Nullable;

/** Which model it is: the SHA-256 of its file, worked out once, because it takes a moment. Safe for all threads. */
final class ModelHash {

    private volatile @Nullable Known last;

    private record Known(Model model, String sha256) {}

    /** 64 lower-case hexadecimal digits: what {@code sha256sum} says of the file. */
    String of(Model model) {
        Known known = last;
        if (known == null || !known.model().equals(model)) {
            known = new Known(model, Token.sha256(ModelFile.bytes(model)));
            last = known;
        }
        return known.sha256();
    }
}
