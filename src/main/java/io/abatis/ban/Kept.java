package io.abatis.ban;

import io.abatis.client.Ip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/** What is on one disk, open. After any exception it can only be closed. One thread at a time. */
final class Kept {
    /*
     * Whatever is written goes to the end, and nothing is ever written over: where MVStore uses space again, it may after a kill find neither the last chunk
     * nor the one before, and take a much older one. So the file grows, and is copied to a new one in time.
     */

    private static final byte VERSION = 1;
    private static final int CACHE_MEGABYTES = 2;
    private static final int KEY_BYTES = 2 * Long.BYTES;
    private static final int MOST_EVENTS = 1 << 17;
    private static final long SLICE_BYTES = 4L << 20;

    private final Disk disk;
    private final CheckedFile file;
    private final MVStore store;
    private final MVMap<Ip, byte[]> offenders;
    private final Map<BanStore.Area, MVMap<Ip, byte[]>> texts = new EnumMap<>(BanStore.Area.class);
    private final MVMap<String, byte[]> states;
    private int nonsense;
    private long liveBytes;
    private boolean isSound = true;

    private Kept(Disk disk, CheckedFile file, MVStore store) {
        this.disk = disk;
        this.file = file;
        this.store = store;
        store.setVersionsToKeep(0);
        store.setReuseSpace(false);
        this.offenders = store.openMap("offenders", clients());
        for (BanStore.Area area : BanStore.Area.values()) {
            texts.put(area, store.openMap(area.name().toLowerCase(Locale.ROOT), clients()));
        }
        this.states = store.openMap(
                "states",
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(new KeptTypes.Bytes()));
    }

    private static MVMap.Builder<Ip, byte[]> clients() {
        return new MVMap.Builder<Ip, byte[]>().keyType(new KeptTypes.Clients()).valueType(new KeptTypes.Bytes());
    }

    /** The disk holds what cannot be read any more, or not yet. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1;

        DamagedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads all that is on a disk; nothing, if there is nothing. What makes no sense is left out.
     *
     * @throws DamagedException if it is not what was written there; the disk is closed then
     * @throws IOException if the disk cannot be read; it is closed then, too
     */
    static Kept open(Disk disk) throws IOException, DamagedException {
        CheckedFile file = checked(disk);
        boolean isDone = false;
        try {
            boolean isNew = disk.size() == 0;
            if (!isNew && file.size() == 0) {
                throw new DamagedException("it ends too early", null);
            }
            file.mendHeader();
            MVStore store = new MVStore.Builder()
                    .adoptFileStore(file)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
            Kept kept = new Kept(disk, file, store);
            kept.begin(isNew);
            kept.check();
            isDone = file.failure() == null; // MVStore may have made do with an older state
            if (isDone) {
                file.settle();
            }
            return kept;
        } catch (StrangeVersionException e) {
            throw new DamagedException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | AssertionError e) {
            throw new DamagedException("it is damaged", e);
        } finally {
            if (!isDone) {
                file.closeDisk();
                file.check();
            }
        }
    }

    private static CheckedFile checked(Disk disk) throws IOException {
        try {
            return new CheckedFile(disk, CACHE_MEGABYTES);
        } catch (IOException e) {
            disk.close();
            throw e;
        }
    }

    /** Leaves a mark; where it is missing, MVStore has found nothing that it could read and begins anew, without a word. */
    private void begin(boolean isNew) throws DamagedException {
        if (isNew) {
            store.setStoreVersion(VERSION);
            commit();
        } else if (store.getStoreVersion() != VERSION) {
            throw new DamagedException("nothing in it can be read", null);
        }
    }

    /** Goes through every page. */
    private void check() throws StrangeVersionException {
        List<Ip> wrong = new ArrayList<>();
        for (Cursor<Ip, byte[]> one = offenders.cursor(null); one.hasNext(); ) {
            try {
                OffenderBytes.read(one.next(), one.getValue());
                liveBytes += one.getValue().length + KEY_BYTES;
            } catch (IllegalArgumentException e) {
                wrong.add(one.getKey());
            }
        }
        wrong.forEach(offenders::remove);
        nonsense += wrong.size();
        for (MVMap<Ip, byte[]> map : texts.values()) {
            checkAll(map, bytes -> text(bytes).length() <= Changes.MOST_CHARACTERS);
        }
        checkAll(states, bytes -> bytes.length <= 1 + Changes.MOST_BYTES);
    }

    private interface Check {
        boolean isSound(byte[] bytes) throws StrangeVersionException;
    }

    private <K> void checkAll(MVMap<K, byte[]> map, Check check) throws StrangeVersionException {
        List<K> wrong = new ArrayList<>();
        for (Cursor<K, byte[]> one = map.cursor(null); one.hasNext(); ) {
            K key = one.next();
            liveBytes += one.getValue().length + KEY_BYTES;
            try {
                if (!check.isSound(StrangeVersionException.checked(one.getValue(), VERSION))) {
                    wrong.add(key);
                }
            } catch (IllegalArgumentException e) {
                wrong.add(key);
            }
        }
        wrong.forEach(map::remove);
        nonsense += wrong.size();
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 1, bytes.length - 1))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] versioned(byte[] bytes) {
        return ByteBuffer.allocate(1 + bytes.length).put(VERSION).put(bytes).array();
    }

    /** How many things were left out because they made no sense. */
    int nonsense() {
        return nonsense;
    }

    /** Whether nothing went wrong with it. */
    boolean isReadable() {
        return isSound && file.failure() == null && store.getPanicException() == null;
    }

    /** About how many bytes there were to keep when it was opened or copied. */
    long liveBytes() {
        return liveBytes;
    }

    /** The bytes that it takes on the disk. */
    long size() {
        return file.size();
    }

    Disk disk() {
        return disk;
    }

    /** What is known of so many clients at most, from that after this one on; from the first on, if it is null. */
    List<Offender> offenders(@Nullable Ip after, int most) {
        List<Offender> slice = new ArrayList<>();
        for (Cursor<Ip, byte[]> one = offenders.cursor(after); one.hasNext() && slice.size() < most; ) {
            Ip client = one.next();
            if (!client.equals(after)) {
                slice.add(offender(client, one.getValue()));
            }
        }
        return slice;
    }

    @Nullable
    Offender offender(Ip client) {
        byte[] bytes = offenders.get(client);
        return bytes == null ? null : offender(client, bytes);
    }

    private static Offender offender(Ip client, byte[] bytes) {
        try {
            return OffenderBytes.read(client, bytes);
        } catch (StrangeVersionException e) {
            throw new IllegalStateException(e); // all were read when it was opened
        }
    }

    void texts(BanStore.Area area, Map<Ip, String> into) {
        for (Cursor<Ip, byte[]> one = map(area).cursor(null); one.hasNext(); ) {
            Ip client = one.next();
            into.put(client, text(one.getValue()));
        }
    }

    @Nullable
    String text(BanStore.Area area, Ip client) {
        byte[] bytes = map(area).get(client);
        return bytes == null ? null : text(bytes);
    }

    private MVMap<Ip, byte[]> map(BanStore.Area area) {
        return java.util.Objects.requireNonNull(texts.get(area));
    }

    byte @Nullable [] state(String name) {
        byte[] bytes = states.get(name);
        return bytes == null ? null : java.util.Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    /** Makes all changes, or after an exception none; they are on the disk when it returns. */
    void write(Changes changes) {
        isSound = false;
        changes.offenders().forEach((client, offender) -> {
            put(offenders, client, offender.map(OffenderBytes::of));
            if (offender.isEmpty()) {
                map(BanStore.Area.EVENTS).remove(client);
            }
        });
        for (BanStore.Area area : BanStore.Area.values()) {
            changes.texts(area)
                    .forEach((client, text) ->
                            put(map(area), client, text.map(one -> versioned(one.getBytes(StandardCharsets.UTF_8)))));
        }
        changes.states().forEach((name, bytes) -> states.put(name, versioned(bytes)));
        prune(MOST_EVENTS);
        commit();
    }

    private static <K> void put(MVMap<K, byte[]> map, K key, Optional<byte[]> value) {
        value.ifPresentOrElse(bytes -> map.put(key, bytes), () -> map.remove(key));
    }

    private void commit() {
        isSound = false;
        store.commit();
        store.sync();
        isSound = true;
    }

    /**
     * Writes all that is here to another.
     *
     * @throws DamagedException if it cannot be read, though the disk can
     * @throws IOException if the disk cannot be read, or the other not be written
     */
    void copyTo(Kept other) throws IOException, DamagedException {
        try {
            copy(offenders, other.offenders, other);
            texts.forEach((area, map) -> copy(map, other.map(area), other));
            copy(states, other.states, other);
            other.commit();
        } catch (MVStoreException e) {
            IOException failure = file.failure() == null ? other.file.failure() : file.failure();
            if (failure == null && store.getPanicException() == null && other.store.getPanicException() == null) {
                throw new DamagedException("it is damaged", e);
            }
            throw failure == null ? new IOException(e) : failure;
        }
    }

    private static <K> void copy(MVMap<K, byte[]> from, MVMap<K, byte[]> to, Kept other) {
        long bytes = 0;
        for (Cursor<K, byte[]> one = from.cursor(null); one.hasNext(); ) {
            K key = one.next();
            to.put(key, one.getValue());
            bytes += one.getValue().length + KEY_BYTES;
            other.liveBytes += one.getValue().length + KEY_BYTES;
            if (bytes > SLICE_BYTES) {
                other.store.commit();
                bytes = 0;
            }
        }
    }

    /** Forgets events of clients of whom nothing else is known, if there are more than so many events. */
    private void prune(int most) {
        MVMap<Ip, byte[]> events = map(BanStore.Area.EVENTS);
        if (events.sizeAsLong() > most) {
            List<Ip> orphans = new ArrayList<>();
            events.keyIterator(null).forEachRemaining(client -> {
                if (!offenders.containsKey(client)) {
                    orphans.add(client);
                }
            });
            orphans.forEach(events::remove);
        }
    }

    /**
     * Releases the disk; what was written stays written. Nothing more is written, and no mark that it was closed in order: where that mark is and yet a chunk
     * is missing, MVStore does not look for the last one but takes a much older.
     */
    void close() {
        store.closeImmediately();
    }
}
