package io.abatis.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears as a whole or not at all. Opening it proves, before any long work, that it can be written; what
 * stood there before stays until {@link #write} has succeeded. Not thread-safe.
 */
final class ReportFile implements AutoCloseable {

    private final Path file;
    private final Path draft;

    private ReportFile(Path file, Path draft) {
        this.file = file;
        this.draft = draft;
    }

    /**
     * Prepares a file.
     *
     * @throws IOException if it cannot be written: its folder is absent or closed, or it is no ordinary file
     */
    static ReportFile open(Path path) throws IOException {
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(path.toString(), null, "is not an ordinary file");
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new FileSystemException(path.toString(), null, "its folder does not exist");
        }
        if ((Files.exists(file) && !Files.isWritable(file)) || !Files.isWritable(folder)) {
            throw new FileSystemException(path.toString(), null, "permission denied");
        }
        Path draft = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".draft");
        Files.write(draft, new byte[0], StandardOpenOption.CREATE_NEW);
        return new ReportFile(file, draft);
    }

    /** Puts the text into the file, in UTF-8. */
    void write(String text) throws IOException {
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Leaves no draft behind. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(draft);
    }
}
