package io.abatis.ban;

import io.abatis.client.Ip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * What outlives the process: one file, {@value #FILE}, in a folder that one filter has to itself. Times are absolute, so that bans go on running while the
 * process does not.
 *
 * <p>The file holds a consistent state at every moment, whenever the process is killed or the power fails. What is new is added to its end; it is written anew,
 * beside the old one and then in its place, when most of it is out of date, and after every failure. Safe for all threads; all methods but {@link #write} throw {@link UncheckedIOException} when the disk cannot be read.
 */
public final class BanStore implements AutoCloseable {

    /** The name of the file. */
    public static final String FILE = "bans.mv";

    private static final String IN_USE = "io.abatis.ban.in-use.";
    private static final String NEXT = ".new";
    private static final String DAMAGED = ".damaged-";
    private static final long SMALL_BYTES = 4L << 20;
    private static final int SLICE = 4_096;

    /** One line of text for each client, by what it is for. */
    public enum Area {
        /** What an operator said of a client; kept until it is taken back. */
        LABELS,
        /** Why a client was refused; forgotten with the client. */
        EVENTS
    }

    /** Opens a file, and has it to itself. */
    interface Disks {
        Disk open(Path file) throws IOException;
    }

    private final Path file;
    private final Consumer<String> told;
    private final Disks disks;
    private @Nullable Kept kept;
    private boolean isSuspect;
    private boolean isClosed;
    private long looseBytes;
    private long beginnings;

    private BanStore(Path file, Consumer<String> told, Disks disks) {
        this.file = file;
        this.told = told;
        this.disks = disks;
    }

    /**
     * Opens the file in a folder; creates both if there are none, for their owner alone.
     *
     * @param told receives a clear sentence when a damaged file was set aside, under another name, or something in it made no sense
     * @throws IOException if the folder cannot be written to, or the file is in use; the message says what to do
     */
    public static BanStore open(Path folder, Consumer<String> told) throws IOException {
        return open(folder, told, FileDisk::open);
    }

    static BanStore open(Path folder, Consumer<String> told, Disks disks) throws IOException {
        Path file = folder.toAbsolutePath().normalize().resolve(FILE);
        // Not left to the lock of the file: on many systems a second look at it in the same process would release that
        // of the first.
        if (System.getProperties().putIfAbsent(IN_USE + file, "true") != null) {
            throw new IOException(file + " is in use by another filter of this server: give each a folder of its own");
        }
        BanStore store = new BanStore(file, told, disks);
        boolean isOpen = false;
        try {
            store.openOrSetAside();
            isOpen = true;
        } finally {
            if (!isOpen) {
                System.clearProperty(IN_USE + file);
            }
        }
        return store;
    }

    private Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    private Path next() {
        return file.resolveSibling(FILE + NEXT);
    }

    private Kept openOrSetAside() throws IOException {
        try {
            Files.createDirectories(folder(), FileDisk.forOwner(file, "rwx------"));
            boolean isNew = Files.notExists(file);
            Disk disk = disks.open(file);
            Kept opened;
            try {
                opened = Kept.open(disk);
            } catch (Kept.DamagedException e) {
                setAside(e);
                isNew = true;
                opened = Kept.open(disks.open(file));
            }
            Files.deleteIfExists(next()); // of a copy that was never finished
            beginnings += isNew ? 1 : 0;
            return use(opened);
        } catch (Kept.DamagedException e) {
            throw new IOException(file + " does not keep what is written to it", e);
        } catch (IOException e) {
            throw new IOException(
                    "the bans cannot be kept in " + file + ": " + reason(e)
                            + "; the folder must be writable and not full, and no other process may use it",
                    e);
        }
    }

    private static String reason(Exception e) {
        return e.getClass() == IOException.class || e instanceof MVStoreException
                ? String.valueOf(e.getMessage())
                : String.valueOf(e);
    }

    private Kept use(Kept opened) {
        if (opened.nonsense() > 0) {
            told.accept(opened.nonsense() + " entries of " + file + " made no sense and are left out");
        }
        looseBytes = SMALL_BYTES + 3 * opened.liveBytes();
        kept = opened;
        return opened;
    }

    private void setAside(Exception reason) throws IOException {
        int number = 1;
        while (Files.exists(file.resolveSibling(FILE + DAMAGED + number))) {
            number++;
        }
        Path aside = file.resolveSibling(FILE + DAMAGED + number);
        Files.move(file, aside);
        told.accept(file + " cannot be used, for " + reason.getMessage() + "; it is set aside as " + aside.getFileName()
                + ", and no earlier bans are known");
    }

    /** All clients that something is kept of, by address. */
    public synchronized List<Offender> offenders() {
        List<Offender> all = new ArrayList<>();
        Ip after = null;
        List<Offender> slice = offenders(after, SLICE);
        while (!slice.isEmpty()) {
            all.addAll(slice);
            after = slice.get(slice.size() - 1).client();
            slice = offenders(after, SLICE);
        }
        return all;
    }

    /** At most so many of them, from that after this one on; from the first on, if it is null. */
    synchronized List<Offender> offenders(@Nullable Ip after, int most) {
        return readable().offenders(after, most);
    }

    @Nullable
    synchronized Offender offender(Ip client) {
        return readable().offender(client);
    }

    /** The texts of an area, by address. */
    public synchronized Map<Ip, String> texts(Area area) {
        Map<Ip, String> texts = new TreeMap<>();
        readable().texts(area, texts);
        return Collections.unmodifiableMap(texts);
    }

    /** The text of a client; null if there is none. */
    public synchronized @Nullable String text(Area area, Ip client) {
        return readable().text(area, client);
    }

    /** What was last written under a name; null if nothing was. */
    public synchronized byte @Nullable [] state(String name) {
        return readable().state(name);
    }

    /** How often there was nothing in the file, so that all must be written anew. */
    synchronized long beginnings() {
        return beginnings;
    }

    private Kept readable() {
        try {
            return present();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept present() throws IOException {
        if (isClosed) {
            throw new IOException(file + " is closed");
        }
        return kept == null ? openOrSetAside() : kept;
    }

    /** What is kept, copied to another file if anything went wrong with this one. */
    private Kept sound(Kept opened) throws IOException {
        if (!opened.disk().isThere()) {
            isSuspect = true;
            if (Files.exists(file)) {
                disks.open(file).close(); // somebody else's, perhaps; fails then
            }
        }
        return isSuspect ? rewritten(opened) : opened;
    }

    /** A failed sync may have lost what was written before it, and other damage may be in what is not read every day: so all of it goes to a new file. */
    private Kept rewritten(Kept old) throws IOException {
        Path next = next();
        Files.createDirectories(folder(), FileDisk.forOwner(file, "rwx------"));
        Files.deleteIfExists(next);
        Kept copy = null;
        boolean isDone = false;
        try {
            copy = Kept.open(disks.open(next));
            old.copyTo(copy);
            copy.disk().moveTo(file);
            isDone = true;
        } catch (Kept.DamagedException e) {
            abandon(old);
            setAside(e);
            return openOrSetAside();
        } finally {
            if (!isDone) {
                if (copy != null) {
                    copy.close();
                }
                Files.deleteIfExists(next);
            }
        }
        old.close();
        isSuspect = false;
        return use(copy);
    }

    /**
     * Makes changes; all are on the disk when it returns.
     *
     * @throws IOException if they could not be written: then a restart finds all or none of them, and trying again is worth while
     */
    public synchronized void write(Changes changes) throws IOException {
        Kept now = present();
        boolean isDone = false;
        try {
            now = sound(now);
            now.write(changes);
            isDone = true;
        } catch (IOException | MVStoreException e) {
            throw new IOException(file + " cannot be written: " + reason(e), e);
        } finally {
            if (!isDone && !now.isReadable()) {
                abandon(now);
            }
        }
        if (now.size() > looseBytes) {
            tighten(now);
        }
    }

    private void abandon(Kept failed) {
        isSuspect = true;
        kept = null;
        failed.close();
    }

    /** What is written is written, whether or not it can be written more tightly. */
    private void tighten(Kept loose) {
        try {
            rewritten(loose);
        } catch (IOException e) {
            looseBytes = 2 * loose.size();
        }
    }

    /** Releases the file. */
    @Override
    public synchronized void close() {
        boolean wasInterrupted = Thread.interrupted(); // or the file would be closed under the last write
        try {
            if (!isClosed) {
                System.clearProperty(IN_USE + file);
            }
            isClosed = true;
            if (kept != null) {
                kept.close();
            }
        } finally {
            kept = null;
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
