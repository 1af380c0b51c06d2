package io.abatis.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text file that is written whole or not at all: a failure half-way leaves what was there before. UTF-8. Not safe for threads. */
final class AtomicFile implements AutoCloseable {

    private final Path target;
    private final Path unfinished;
    private final BufferedWriter writer;

    private AtomicFile(Path target, Path unfinished, BufferedWriter writer) {
        this.target = target;
        this.unfinished = unfinished;
        this.writer = writer;
    }

    /**
     * Begins to write.
     *
     * @throws IOException if the folder is missing or cannot be written to, before any work is done
     */
    static AtomicFile create(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new FileSystemException(target.toString(), null, "is a folder: name a file in it");
        }
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            // A device or a pipe cannot be replaced, only written to.
            return new AtomicFile(absolute, absolute, Files.newBufferedWriter(absolute));
        }
        Path unfinished = absolute.resolveSibling(absolute.getFileName() + ".part");
        return new AtomicFile(absolute, unfinished, Files.newBufferedWriter(unfinished));
    }

    BufferedWriter writer() {
        return writer;
    }

    /** Puts the finished file in its place. */
    void commit() throws IOException {
        writer.close();
        if (!unfinished.equals(target)) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
        if (!unfinished.equals(target)) {
            Files.deleteIfExists(unfinished);
        }
    }
}
