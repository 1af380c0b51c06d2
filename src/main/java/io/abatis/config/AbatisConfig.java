package io.abatis.config;

import io.abatis.call.Naming;
import io.abatis.client.ClientResolver;
import io.abatis.gate.FileStamp;
import io.abatis.gate.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked configuration. Every key, its unit and its range are described in {@code config/abatis.conf}, whose values are the defaults.
 *
 * @param policy modes, lists, threshold, sanctions and bans
 * @param resolver who the client is
 * @param naming how calls are named, and which zones they fall under
 * @param onError what happens to a call that cannot be judged
 * @param hold how calls are held
 * @param model the model file, or a resource of the web application if it begins with {@code /WEB-INF/}; null takes the one in the jar
 * @param reloadCheck the time between two looks at the files; zero never looks
 * @param maxClients how many clients are counted at once
 * @param maxBans how many banned clients are remembered at once
 * @param callLog where calls are recorded; null records none
 * @param operator what operators see, and what outlives the process
 * @param files the files that this was read from, with their stamps
 */
public record AbatisConfig(
        Policy policy,
        ClientResolver resolver,
        Naming naming,
        OnError onError,
        HoldConfig hold,
        @Nullable Path model,
        Duration reloadCheck,
        int maxClients,
        int maxBans,
        @Nullable CallLogConfig callLog,
        OperatorConfig operator,
        Map<Path, FileStamp> files) {

    /** Takes a copy of the map. */
    public AbatisConfig {
        files = Map.copyOf(files);
    }

    /** What happens to a call when the gate itself fails. */
    public enum OnError {
        /** The call goes on to the application, unjudged. */
        ALLOW,
        /** The call is refused. */
        DENY
    }

    /**
     * How calls are held.
     *
     * @param most how many at once, at least 1; further ones are refused
     * @param filtersTakeAsync whether the operator has made sure that all filters behind this one are passed by dispatches of type ASYNC, too
     */
    public record HoldConfig(int most, boolean filtersTakeAsync) {}

    /**
     * The record of calls.
     *
     * @param file the file written to; a relative one stands in the web application's temporary folder
     * @param maxBytes its size at which the next file is begun, at least 4,096
     * @param maxFiles how many finished files are kept, at least 1
     * @param queue how many calls may wait to be written before further ones are dropped and counted, at least 1
     */
    public record CallLogConfig(Path file, long maxBytes, int maxFiles, int queue) {}

    /**
     * What operators see, and what outlives the process.
     *
     * @param store the folder where bans, what came before them, and what was learned of the site are kept; null keeps them in memory alone
     * @param grace how long a client whose ban was lifted is not banned for its behaviour, 0 or more
     * @param recentCalls how many of the last calls can be looked at, 0 or more
     */
    public record OperatorConfig(@Nullable Path store, Duration grace, int recentCalls) {}

    /** The same, whatever becomes of the files that it was read from. */
    public AbatisConfig withoutFiles() {
        return new AbatisConfig(
                policy,
                resolver,
                naming,
                onError,
                hold,
                model,
                reloadCheck,
                maxClients,
                maxBans,
                callLog,
                operator,
                Map.of());
    }

    /** The same, read from one more file. */
    AbatisConfig readFrom(Path file, FileStamp stamp) {
        Map<Path, FileStamp> all = new LinkedHashMap<>(files);
        all.put(file, stamp);
        return new AbatisConfig(
                policy,
                resolver,
                naming,
                onError,
                hold,
                model,
                reloadCheck,
                maxClients,
                maxBans,
                callLog,
                operator,
                all);
    }
}
