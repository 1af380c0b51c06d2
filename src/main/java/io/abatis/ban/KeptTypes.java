package io.abatis.ban;

import io.abatis.client.Ip;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How clients and bytes are written; nothing else is, and never a Java object. */
final class KeptTypes {

    private static final int OBJECT_BYTES = 24;

    private KeptTypes() {}

    /** 16 bytes. */
    static final class Clients extends BasicDataType<Ip> {

        @Override
        public int getMemory(Ip ip) {
            return OBJECT_BYTES + 2 * Long.BYTES;
        }

        @Override
        public void write(WriteBuffer to, Ip ip) {
            to.putLong(ip.high()).putLong(ip.low());
        }

        @Override
        public Ip read(ByteBuffer from) {
            return new Ip(from.getLong(), from.getLong());
        }

        @Override
        public Ip[] createStorage(int size) {
            return new Ip[size];
        }

        @Override
        public int compare(Ip one, Ip other) {
            return one.compareTo(other);
        }
    }

    /** Their number, and then they themselves. */
    static final class Bytes extends BasicDataType<byte[]> {

        @Override
        public int getMemory(byte[] bytes) {
            return OBJECT_BYTES + bytes.length;
        }

        @Override
        public void write(WriteBuffer to, byte[] bytes) {
            to.putVarInt(bytes.length).put(bytes);
        }

        @Override
        public byte[] read(ByteBuffer from) {
            int length = DataUtils.readVarInt(from);
            if (length < 0 || length > from.remaining()) {
                throw DataUtils.newMVStoreException(
                        DataUtils.ERROR_FILE_CORRUPT, "{0} bytes where {1} are left", length, from.remaining());
            }
            byte[] bytes = new byte[length];
            from.get(bytes);
            return bytes;
        }

        @Override
        public byte[][] createStorage(int size) {
            return new byte[size][];
        }
    }
}
