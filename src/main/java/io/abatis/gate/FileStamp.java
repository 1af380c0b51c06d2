package io.abatis.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What tells that a file has changed. Take it before the file is read: a change in between is then noticed later, and none is missed.
 *
 * <p>What it does not tell: a file written in place to the same size whose old time was then restored (as {@code rsync --inplace --times} may do), or that was
 * written again in the same tick of a coarse clock (two seconds on FAT). Where the file system gives no identity (Windows), the same holds for a file
 * replaced by rename. Touch the file then.
 *
 * @param modifiedMillis when it was last written, -1 if there is no file
 * @param bytes its size, -1 if there is no file
 * @param identity tells it from the file that was there before, where the file system can; else empty
 */
public record FileStamp(long modifiedMillis, long bytes, String identity) {

    /** The present stamp of a file, whether or not it exists. */
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object identity = attributes.fileKey();
            return new FileStamp(
                    attributes.lastModifiedTime().toMillis(),
                    attributes.size(),
                    identity == null ? "" : identity.toString());
        } catch (IOException e) {
            return new FileStamp(-1, -1, "");
        }
    }
}
