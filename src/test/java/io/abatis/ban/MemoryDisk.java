package io.abatis.ban;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A disk that loses its power: of what was written after the last sync, each sector may have come to be there, or not. */
final class MemoryDisk implements Disk {

    private static final int SECTOR_BYTES = 512;

    private interface Act {
        byte[] on(byte[] content);
    }

    private byte[] durable;
    private byte[] now;
    private final List<Act> since = new ArrayList<>();
    private long actsLeft;

    MemoryDisk(byte[] content, long actsUntilThePowerFails) {
        this.durable = content.clone();
        this.now = content.clone();
        this.actsLeft = actsUntilThePowerFails;
    }

    byte[] afterPowerLoss(SplittableRandom random) {
        byte[] left = durable;
        for (Act act : since) {
            if (random.nextInt(4) > 0) {
                left = act.on(left);
            }
        }
        return left;
    }

    private void act() throws IOException {
        if (actsLeft-- <= 0) {
            throw new IOException("the power is off");
        }
    }

    @Override
    public long size() {
        return now.length;
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        if (position + into.remaining() > now.length) {
            throw new EOFException();
        }
        into.put(now, (int) position, into.remaining());
    }

    @Override
    public void write(long position, ByteBuffer from) throws IOException {
        long start = position;
        int end = (int) (position + from.remaining());
        now = Arrays.copyOf(now, Math.max(now.length, end));
        while (from.hasRemaining()) {
            int at = (int) start;
            byte[] sector = new byte[Math.min(end, (at / SECTOR_BYTES + 1) * SECTOR_BYTES) - at];
            from.get(sector);
            System.arraycopy(sector, 0, now, at, sector.length);
            since.add(content -> {
                byte[] next = Arrays.copyOf(content, Math.max(content.length, at + sector.length));
                System.arraycopy(sector, 0, next, at, sector.length);
                return next;
            });
            start += sector.length;
        }
        act();
    }

    @Override
    public void truncate(long size) throws IOException {
        Act act = content -> Arrays.copyOf(content, (int) Math.min(size, content.length));
        since.add(act);
        now = act.on(now);
        act();
    }

    @Override
    public void sync() throws IOException {
        act();
        durable = now.clone();
        since.clear();
    }

    @Override
    public void moveTo(Path target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void close() {
        // its content is looked at afterwards
    }
}
