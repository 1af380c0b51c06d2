package io.abatis.traffic;

import com.vlkan.rfos.RotationCallback;
import com.vlkan.rfos.policy.RotationPolicy;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins every file of a rotating call log with the header, so that each can be read by itself. */
final class CallLogHeader implements RotationCallback {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);

    private boolean missing;
    private boolean failing;

    /** @param missing whether the first file that is opened has no header yet */
    CallLogHeader(boolean missing) {
        this.missing = missing;
    }

    @Override
    public void onOpen(@Nullable RotationPolicy policy, Instant instant, OutputStream out) {
        if (!missing) {
            missing = true; // the next file is a new one
            return;
        }
        try {
            out.write((CallLog.HEADER + CallLog.CRLF).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onTrigger(RotationPolicy policy, Instant instant) {}

    @Override
    public void onClose(@Nullable RotationPolicy policy, Instant instant, OutputStream out) {}

    @Override
    public void onSuccess(RotationPolicy policy, Instant instant, File file) {
        failing = false;
    }

    @Override
    public void onFailure(@Nullable RotationPolicy policy, Instant instant, @Nullable File file, Exception failure) {
        if (!failing) { // it is tried again with every call
            LOG.error("the call log cannot be set aside: {}", rootOf(failure).toString());
        }
        failing = true;
    }

    private static Throwable rootOf(Exception failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }
}
