package io.abatis.ban;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file that one process, and in it one filter, has to itself. */
final class FileDisk implements Disk {

    private final FileChannel channel;
    private final @Nullable Object key;
    private Path path;

    private FileDisk(Path path, FileChannel channel, @Nullable Object key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Opens a file, and creates it if there is none, for its owner alone.
     *
     * @throws IOException if it cannot be opened for writing or somebody else has it; the message says which and what to do
     */
    static FileDisk open(Path path) throws IOException {
        boolean isNew = Files.notExists(path);
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                forOwner(path, "rw-------"));
        try {
            if (!isLocked(channel)) {
                throw new IOException(path + " is in use by another process, or by another filter of this one: "
                        + "give each a folder of its own");
            }
            if (isNew) {
                syncFolder(path);
            }
            return new FileDisk(path, channel, keyOf(path));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What to create a file or folder with, so that nobody but its owner may use it. */
    static FileAttribute<?>[] forOwner(Path path, String permissions) {
        boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(); // until the channel is closed
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static @Nullable Object keyOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** A name is only as durable as the folder it stands in. */
    static void syncFolder(Path path) {
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not every system opens folders; it then has no need to
        }
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        long from = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, from);
            if (count < 0) {
                throw new EOFException(path + " ends before byte " + from);
            }
            from += count;
        }
    }

    @Override
    public void write(long position, ByteBuffer from) throws IOException {
        long to = position;
        while (from.hasRemaining()) {
            to += channel.write(from, to);
        }
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        path = target;
        syncFolder(target);
    }

    @Override
    public boolean isThere() {
        try {
            return Objects.equals(key, keyOf(path));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
