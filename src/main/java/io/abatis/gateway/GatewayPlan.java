package io.abatis.gateway;

import io.abatis.gate.Mode;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is to do.
 *
 * @param listen where calls are taken
 * @param upstream where they go
 * @param config the configuration of Abatis; null finds it as the filter does by itself, and takes the defaults if there is none
 * @param mode in place of the configuration's; null leaves that
 * @param hostHeader the {@code Host} that the upstream server sees; null hands on the client's
 * @param limits times and numbers
 * @param tls what the gateway shows its clients; null listens without TLS
 * @param trust certificates, in PEM or a keystore, that an upstream server's must descend from; null takes Java's
 */
public record GatewayPlan(
        Listen listen,
        Upstream upstream,
        @Nullable Path config,
        @Nullable Mode mode,
        @Nullable String hostHeader,
        Limits limits,
        @Nullable Tls tls,
        @Nullable Path trust) {

    /**
     * Times and numbers.
     *
     * @param connect within which the upstream server must have taken a connection, and a request upon it
     * @param idle how long the upstream server may neither take nor send anything; zero waits forever
     * @param client how long a client may neither take nor send anything in a call, or leave a connection unused
     * @param connections the most connections to the upstream server at once, at least 1
     */
    public record Limits(Duration connect, Duration idle, Duration client, int connections) {

        /** The command's defaults. */
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30), 1024);

        /** @throws IllegalArgumentException naming what is out of range */
        public Limits {
            require("connect timeout", connect, Duration.ofMillis(1));
            require("idle timeout", idle, Duration.ZERO);
            require("client timeout", client, Duration.ofMillis(1));
            if (connections < 1 || connections > 1_000_000) {
                throw new IllegalArgumentException(connections + " connections: give 1 to 1000000");
            }
        }

        private static void require(String what, Duration given, Duration least) {
            if (given.compareTo(least) < 0 || given.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(
                        what + " " + given + " is not between " + least.toMillis() + "ms and 24h");
            }
        }
    }

    /**
     * A certificate with its key.
     *
     * @param keystore a file in PKCS12 or JKS
     * @param password that opens the file, and the key in it
     */
    public record Tls(Path keystore, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Tls[" + keystore + "]";
        }
    }
}
