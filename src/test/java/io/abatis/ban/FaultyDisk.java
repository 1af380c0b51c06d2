package io.abatis.ban;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A file on a disk that fails when it is told to. */
final class FaultyDisk implements Disk {

    /** What fails; changed at any time by any thread. */
    static final class Faults {
        volatile boolean isFull;
        volatile boolean isUnsynced;
        volatile boolean isUnreadable;
        volatile @Nullable Stall stall;
        final AtomicLong readsLeft = new AtomicLong(Long.MAX_VALUE);
        final AtomicLong writesLeft = new AtomicLong(Long.MAX_VALUE);

        /** Lets every sync wait until it is closed. */
        Stall stall() {
            Stall next = new Stall(this);
            stall = next;
            return next;
        }

        Disk open(Path path) throws IOException {
            if (isUnreadable) {
                throw new IOException("Input/output error");
            }
            return new FaultyDisk(FileDisk.open(path), this);
        }
    }

    /** A disk that stands still. */
    static final class Stall implements AutoCloseable {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final Faults faults;

        private Stall(Faults faults) {
            this.faults = faults;
        }

        /** Returns when somebody waits for the disk. */
        void await() throws InterruptedException {
            begun.await();
        }

        private void endure() throws IOException {
            begun.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            faults.stall = null;
            over.countDown();
        }
    }

    private final Disk disk;
    private final Faults faults;

    private FaultyDisk(Disk disk, Faults faults) {
        this.disk = disk;
        this.faults = faults;
    }

    @Override
    public long size() throws IOException {
        return disk.size();
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        if (faults.isUnreadable || faults.readsLeft.getAndDecrement() <= 0) {
            throw new IOException("Input/output error");
        }
        disk.read(position, into);
    }

    @Override
    public void write(long position, ByteBuffer from) throws IOException {
        if (faults.isFull || faults.writesLeft.getAndDecrement() <= 0) {
            disk.write(position, from.slice().limit(from.remaining() / 2));
            throw new IOException("No space left on device");
        }
        disk.write(position, from);
    }

    @Override
    public void truncate(long size) throws IOException {
        disk.truncate(size);
    }

    @Override
    public void sync() throws IOException {
        Stall stall = faults.stall;
        if (stall != null) {
            stall.endure();
        }
        if (faults.isUnsynced) {
            throw new IOException("Input/output error");
        }
        disk.sync();
    }

    @Override
    public void moveTo(Path target) throws IOException {
        disk.moveTo(target);
    }

    @Override
    public boolean isThere() {
        return disk.isThere();
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
