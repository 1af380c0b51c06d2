package io.abatis.ban;

/** What was kept was written in a way that is not known here, by a newer version, for one. */
final class StrangeVersionException extends Exception {

    private static final long serialVersionUID = 1;

    private StrangeVersionException(int version) {
        super("it is of version " + version + ", which this version of Abatis does not know");
    }

    /**
     * The bytes, if their first is this version.
     *
     * @throws IllegalArgumentException if there are none
     */
    static byte[] checked(byte[] bytes, byte version) throws StrangeVersionException {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("no bytes");
        }
        if (bytes[0] != version) {
            throw new StrangeVersionException(bytes[0]);
        }
        return bytes;
    }
}
