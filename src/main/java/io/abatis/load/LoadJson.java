package io.abatis.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A result as JSON, for programs. Durations are named with their unit; a client that was never refused has nulls. */
public final class LoadJson {

    private LoadJson() {}

    /** The result as one indented JSON object. */
    public static String of(LoadResult result) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        plan(root.putObject("plan"), result.plan());
        root.put("startedAt", result.startedAt().toString());
        root.put("elapsedSeconds", result.elapsed().toNanos() / 1e9);
        root.put("endedEarly", result.endedEarly());
        root.put("sent", result.sent());
        root.put("answered", result.answered());
        root.put("failed", result.failed());
        root.put("answersPerSecond", result.throughput());
        root.put("maxBacklog", result.maxBacklog());
        kind(root.putObject("attackers"), result, ClientKind.HOSTILE);
        kind(root.putObject("benign"), result, ClientKind.BENIGN);
        latency(root.putObject("latencyMillis"), "served", result.served());
        latency((ObjectNode) root.get("latencyMillis"), "refused", result.refused());
        ObjectNode statuses = root.putObject("statuses");
        result.statuses().forEach((status, count) -> statuses.put(Integer.toString(status), count));
        ObjectNode failures = root.putObject("failures");
        result.failures().forEach((failure, count) -> failures.put(failure.words(), count));
        clients(root.putArray("clients"), result);
        return root.toPrettyString();
    }

    private static void plan(ObjectNode node, LoadPlan plan) {
        node.put("url", plan.target().toString());
        node.put("clients", plan.clients());
        node.put("attackers", plan.attackers());
        node.put("rate", plan.rate());
        node.put("duration", plan.duration().toString());
        node.put("seed", plan.seed());
    }

    private static void kind(ObjectNode node, LoadResult result, ClientKind kind) {
        node.put("heard", result.heard(kind));
        node.put("refused", result.refusedClients(kind));
        node.put("letBackIn", result.letBackIn(kind));
        node.put("callsServedAfterRefusal", result.servedAfterRefusal(kind));
        long[] calls = result.callsToRefusal(kind);
        ObjectNode first = node.putObject("firstRefusedCall");
        if (calls.length == 0) {
            first.putNull("min").putNull("median").putNull("max");
        } else {
            first.put("min", calls[0]);
            first.put("median", Figures.median(calls));
            first.put("max", calls[calls.length - 1]);
        }
    }

    private static void latency(ObjectNode parent, String name, LatencyProfile profile) {
        ObjectNode node = parent.putObject(name);
        node.put("count", profile.count());
        node.put("mean", profile.mean() / 1e6);
        node.put("p50", profile.p50() / 1e6);
        node.put("p90", profile.p90() / 1e6);
        node.put("p99", profile.p99() / 1e6);
        node.put("p99.9", profile.p999() / 1e6);
        node.put("max", profile.max() / 1e6);
    }

    private static void clients(ArrayNode array, LoadResult result) {
        for (ClientResult client : result.clients()) {
            ObjectNode node = array.addObject();
            node.put("address", client.address());
            node.put("kind", client.kind().word());
            node.put("sent", client.sent());
            node.put("served", client.served());
            node.put("refused", client.refused());
            node.put("failed", client.failed());
            var first = client.firstRefusal();
            node.put("firstRefusedCall", first == null ? null : first.call());
            node.put(
                    "firstRefusedAfterSeconds",
                    first == null ? null : first.after().toNanos() / 1e9);
            node.put("servedAfterRefusal", client.servedAfterRefusal());
        }
    }
}
