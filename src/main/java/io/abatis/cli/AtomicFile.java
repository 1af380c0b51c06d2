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
    private final Path draft;
    private final BufferedWriter writer;

    private AtomicFile(Path target, Path draft, BufferedWriter writer) {
        this.target = target;
        this.draft = draft;
        this.writer = writer;
    }

    /**
     * Begins to write. Proves, before any long work, that the file can be written.
     *
     * @throws IOException if its folder is absent or closed, or it is a folder itself
     */
    static AtomicFile create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "is a folder: name a file in it");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // A device or a pipe cannot be replaced, only written to; and /dev/stdout may lead to a pipe that has no
            // path.
            return new AtomicFile(path, path, Files.newBufferedWriter(path));
        }
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new FileSystemException(path.toString(), null, "its folder does not exist");
        }
        if (Files.exists(file) && !Files.isWritable(file) || !Files.isWritable(folder)) {
            throw new FileSystemException(path.toString(), null, "permission denied");
        }
        String draft = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".draft";
        return new AtomicFile(file, folder.resolve(draft), Files.newBufferedWriter(folder.resolve(draft)));
    }

    BufferedWriter writer() {
        return writer;
    }

    /** Puts the finished file in its place. */
    void commit() throws IOException {
        writer.close();
        if (!draft.equals(target)) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } finally {
            if (!draft.equals(target)) {
                Files.deleteIfExists(draft);
            }
        }
    }
}
