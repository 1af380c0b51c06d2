package io.abatis.config;

import io.abatis.call.Naming;
import io.abatis.client.ClientResolver;
import io.abatis.gate.Policy;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A checked configuration. Every key, its unit and its range are described in {@code config/abatis.conf}, whose values are the defaults.
 *
 * @param policy mode, lists, threshold and bans
 * @param resolver who the client is
 * @param naming how calls are named, and which zones they fall under
 * @param onError what happens to a call that cannot be judged
 * @param model the model file, or a resource of the web application if it begins with {@code /WEB-INF/}; null takes the one in the jar
 * @param modelCheck the time between two looks at the model file; zero never looks
 * @param maxClients how many clients are counted at once
 * @param maxBans how many bans are held at once
 * @param callLog where calls are recorded; null records none
 */
public record AbatisConfig(
        Policy policy,
        ClientResolver resolver,
        Naming naming,
        OnError onError,
        @Nullable Path model,
        Duration modelCheck,
        int maxClients,
        int maxBans,
        @Nullable CallLogConfig callLog) {

    /** What happens to a call when the gate itself fails. */
    public enum OnError {
        /** The call goes on to the application, unjudged. */
        ALLOW,
        /** The call is refused. */
        DENY
    }

    /**
     * The record of calls.
     *
     * @param file the file written to; a relative one stands in the web application's temporary folder
     * @param maxBytes its size at which the next file is begun, at least 4,096
     * @param maxFiles how many finished files are kept, at least 1
     * @param queue how many calls may wait to be written before further ones are dropped and counted, at least 1
     */
    public record CallLogConfig(Path file, long maxBytes, int maxFiles, int queue) {}
}
