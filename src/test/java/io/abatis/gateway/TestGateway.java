package io.abatis.gateway;

import io.abatis.gate.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gateways on free ports, which leave no files. */
final class TestGateway {

    static final GatewayPlan.Limits QUICK =
            new GatewayPlan.Limits(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(900), 8);

    private static final Listen ANYWHERE = new Listen("127.0.0.1", 0);

    private TestGateway() {}

    static GatewayServer to(int port) throws IOException {
        return start(plan("http://127.0.0.1:" + port, GatewayPlan.Limits.DEFAULT, config("")));
    }

    static GatewayServer quickTo(int port) throws IOException {
        return start(plan("http://127.0.0.1:" + port, QUICK, config("")));
    }

    static GatewayServer configured(int port, String config) throws IOException {
        return start(plan("http://127.0.0.1:" + port, GatewayPlan.Limits.DEFAULT, config(config)));
    }

    static GatewayServer start(GatewayPlan plan) throws IOException {
        return new GatewayServer(plan).start();
    }

    static GatewayPlan plan(String upstream, GatewayPlan.Limits limits, Path config) {
        return new GatewayPlan(ANYWHERE, Upstream.parse(upstream), config, null, null, limits, null, null);
    }

    static GatewayPlan with(
            GatewayPlan plan,
            @Nullable Mode mode,
            @Nullable String host,
            GatewayPlan.@Nullable Tls tls,
            @Nullable Path trust) {
        return new GatewayPlan(plan.listen(), plan.upstream(), plan.config(), mode, host, plan.limits(), tls, trust);
    }

    /** A configuration that records no calls, with these lines more. */
    static Path config(String lines) throws IOException {
        Path file = Files.createTempFile("abatis-gateway-", ".conf");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "abatis.call-log.file = null\n" + lines + "\n");
    }

    static int port(GatewayServer gateway) {
        return gateway.home().getPort();
    }
}
