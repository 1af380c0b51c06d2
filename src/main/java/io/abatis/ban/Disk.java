package io.abatis.ban;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Bytes that outlive the process. One thread at a time. */
interface Disk extends Closeable {

    long size() throws IOException;

    /**
     * Fills the buffer.
     *
     * @throws java.io.EOFException if there are fewer bytes from there on
     */
    void read(long position, ByteBuffer into) throws IOException;

    void write(long position, ByteBuffer from) throws IOException;

    void truncate(long size) throws IOException;

    /** Returns when all that was written would survive a loss of power. */
    void sync() throws IOException;

    /** Takes another name, in the place of the file that has it. */
    void moveTo(Path target) throws IOException;

    /** Whether it is still where it was opened, and not taken away or replaced. */
    boolean isThere();
}
