package io.abatis.ban;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.ZipOutputStream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.h2.mvstore.SFChunk;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of an MVStore on a disk, each followed by a checksum of its number and its bytes.
 *
 * <p>Closing it closes the disk.
 */
final class CheckedFile extends RandomAccessStore {
    /*
     * MVStore checks where its pages are, but not what is in them, and makes arrays as long as they say. With the checksums it reads what it wrote, or an
     * error. They are against damage; who can forge them can as well delete the file.
     *
     * After a loss of power it looks for the last chunk whose first and last block are there, and believes the rest. So the last block of each is written
     * when all others are on the disk. Likewise the header, which is there twice, but both written at once: there is always a whole one, and the other is
     * mended before anything else is written.
     */

    static final int BLOCK_BYTES = 4096;
    static final int SEALED_BYTES = BLOCK_BYTES + Integer.BYTES;

    private static final int HEADERS = 2;

    private final Disk disk;
    private @Nullable IOException failure;

    /** Whether it has never been whole: what is begun and comes to nothing is taken back, or it would be taken for damage next time. */
    private boolean isProvisional;

    /** @param cacheMegabytes how much of it to keep in memory */
    CheckedFile(Disk disk, int cacheMegabytes) throws IOException {
        super(Map.of("cacheSize", cacheMegabytes, "cacheConcurrency", 1));
        this.disk = disk;
        this.isProvisional = disk.size() == 0;
        setSize(disk.size() / SEALED_BYTES * BLOCK_BYTES);
    }

    /** It is whole, and stays. */
    void settle() {
        isProvisional = false;
    }

    /** Closes the disk, on which nothing is left if it was empty and never came to be whole. */
    void closeDisk() throws IOException {
        boolean isLeftEmpty = isProvisional;
        isProvisional = false;
        try (disk) {
            if (isLeftEmpty) {
                disk.truncate(0);
            }
        }
    }

    /** What went wrong first on the disk itself, even if the error was not passed on; null if nothing did. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** @throws IOException what went wrong first on the disk itself, even if it was not passed on */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private MVStoreException failed(int code, String what, IOException cause) {
        failure = failure == null ? cause : failure;
        return DataUtils.newMVStoreException(code, what + " {0}: {1}", disk, cause.getMessage(), cause);
    }

    private static int seal(long block, byte[] bytes, int offset) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, block));
        sum.update(bytes, offset, BLOCK_BYTES);
        return (int) sum.getValue();
    }

    @Override
    public ByteBuffer readFully(@Nullable SFChunk chunk, long position, int length) {
        if (position < 0 || length < 0 || length > size() - position) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_READING_FAILED, "{0} has no {1} bytes at {2}", disk, length, position);
        }
        long first = position / BLOCK_BYTES;
        int blocks = (int) ((position + length + BLOCK_BYTES - 1) / BLOCK_BYTES - first);
        ByteBuffer sealed = ByteBuffer.allocate(Math.multiplyExact(blocks, SEALED_BYTES));
        try {
            disk.read(first * SEALED_BYTES, sealed);
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_READING_FAILED, "Cannot read", e);
        }
        byte[] plain = new byte[blocks * BLOCK_BYTES];
        for (int i = 0; i < blocks; i++) {
            open(first + i, sealed.array(), i * SEALED_BYTES, plain, i * BLOCK_BYTES);
        }
        readCount.incrementAndGet();
        readBytes.addAndGet(length);
        return ByteBuffer.wrap(plain, (int) (position - first * BLOCK_BYTES), length)
                .slice();
    }

    private void open(long block, byte[] sealed, int from, byte[] plain, int to) {
        if (isSound(block, sealed, from)) {
            System.arraycopy(sealed, from, plain, to, BLOCK_BYTES);
        } else if (block >= HEADERS) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT, "{0} is damaged in block {1}", disk, block);
        } // of the two headers, one will do: that which cannot be read is none
    }

    private static boolean isSound(long block, byte[] sealed, int from) {
        return seal(block, sealed, from) == ByteBuffer.wrap(sealed).getInt(from + BLOCK_BYTES);
    }

    /** Writes the header that a loss of power has damaged, if the other is sound: the next such loss may damage that. */
    void mendHeader() throws IOException {
        byte[] sealed = new byte[HEADERS * SEALED_BYTES];
        if (disk.size() >= sealed.length) {
            disk.read(0, ByteBuffer.wrap(sealed));
            boolean first = isSound(0, sealed, 0);
            if (first != isSound(1, sealed, SEALED_BYTES)) {
                int from = first ? 0 : SEALED_BYTES;
                ByteBuffer mended = ByteBuffer.allocate(SEALED_BYTES).put(sealed, from, BLOCK_BYTES);
                disk.write(
                        SEALED_BYTES - from,
                        mended.putInt(seal(first ? 1 : 0, sealed, from)).flip());
                disk.sync();
            }
        }
    }

    @Override
    protected void writeFully(@Nullable SFChunk chunk, long position, ByteBuffer source) {
        int length = source.remaining();
        if (position % BLOCK_BYTES != 0 || length % BLOCK_BYTES != 0) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_INTERNAL, "{0} bytes at {1} are not blocks", length, position);
        }
        byte[] plain = new byte[BLOCK_BYTES];
        int blocks = length / BLOCK_BYTES;
        ByteBuffer sealed = ByteBuffer.allocate(Math.multiplyExact(blocks, SEALED_BYTES));
        for (int i = 0; i < blocks; i++) {
            source.get(plain);
            sealed.put(plain).putInt(seal(position / BLOCK_BYTES + i, plain, 0));
        }
        sealed.flip();
        setSize(Math.max(size(), position + length));
        try {
            long start = position / BLOCK_BYTES * SEALED_BYTES;
            if (blocks > 1) {
                int last = sealed.limit() - SEALED_BYTES;
                disk.write(start, sealed.duplicate().limit(last));
                disk.sync();
                sealed.position(last);
                start += last;
            }
            disk.write(start, sealed);
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, "Cannot write", e);
        }
        writeCount.incrementAndGet();
        writeBytes.addAndGet(length);
    }

    @Override
    protected void truncate(long size) {
        try {
            disk.truncate(size / BLOCK_BYTES * SEALED_BYTES);
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, "Cannot truncate", e);
        }
        writeCount.incrementAndGet();
        setSize(Math.min(size(), size));
    }

    @Override
    public void sync() {
        try {
            disk.sync();
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, "Cannot sync", e);
        }
    }

    @Override
    public void close() {
        try {
            closeDisk();
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, "Cannot close", e);
        } finally {
            super.close();
        }
    }

    @Override
    public int getDefaultRetentionTime() {
        return 0; // every version is on the disk before the next is written
    }

    /** Not needed: the disk is open. */
    @Override
    public void open(String fileName, boolean readOnly, char[] encryptionKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CheckedFile open(String fileName, boolean readOnly) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void backup(ZipOutputStream out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return disk.toString();
    }
}
