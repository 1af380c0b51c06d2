package io.abatis.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A result as JSON, for programs. Durations are named with their unit; a client that was never refused has nulls. */
public final class LoadJson {

    private LoadJson() {}

    /** The result as one indented JSON object. */
    public static String of(LoadResult result) {
        return of(result, List.of());
    }

    /** The result as one indented JSON object, and what became of the bounds. */
    public static String of(LoadResult result, List<Bounds.Verdict> bounds) {
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
        ObjectNode late = root.putObject("lateStarts");
        late.put("count", result.late().count());
        late.put("toleranceMillis", LateStarts.TOLERANCE.toMillis());
        late.put("longestMillis", result.late().longest().toNanos() / 1e6);
        kind(root.putObject("attackers"), result, ClientKind.HOSTILE);
        kind(root.putObject("benign"), result, ClientKind.BENIGN);
        ObjectNode users = root.putObject("users");
        users.put("hurt", result.usersHurt());
        users.put("callsRefused", result.benignRefused());
        ObjectNode latency = root.putObject("latencyMillis");
        latency.put("countedFrom", "the time at which a call was due");
        latency(latency, "served", result.served());
        latency(latency, "refused", result.refused());
        ObjectNode statuses = root.putObject("statuses");
        result.statuses().forEach((status, count) -> statuses.put(Integer.toString(status), count));
        ObjectNode failures = root.putObject("failures");
        result.failures().forEach((failure, count) -> failures.put(failure.words(), count));
        groups(root.putArray("groups"), result);
        clients(root.putArray("clients"), result);
        bounds(root.putArray("bounds"), bounds);
        return root.toPrettyString();
    }

    private static void plan(ObjectNode node, LoadPlan plan) {
        node.put("url", plan.target().toString());
        node.put("clients", plan.clients());
        node.put("attackers", plan.attackers());
        node.put("rate", plan.rate());
        node.put("duration", plan.duration().toString());
        node.put("seed", plan.seed());
        node.put(
                "scenario",
                plan.scenario().name().isEmpty() ? null : plan.scenario().name());
    }

    private static void groups(ArrayNode array, LoadResult result) {
        for (GroupResult group : result.groups()) {
            ObjectNode node = array.addObject();
            node.put("name", group.name());
            node.put("persons", group.persons());
            node.put("refusedClients", group.refusedClients());
            node.put("sent", group.sent());
            node.put("served", group.served());
            node.put("refused", group.refused());
            node.put("failed", group.failed());
        }
    }

    private static void bounds(ArrayNode array, List<Bounds.Verdict> bounds) {
        for (Bounds.Verdict bound : bounds) {
            ObjectNode node = array.addObject();
            node.put("bound", bound.bound());
            node.put("measured", bound.measured());
            node.put("held", bound.held());
        }
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
            node.put("users", client.client().users());
            node.put("attackers", client.client().attackers());
            client.client().groups().forEach(node.putArray("groups")::add);
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
            var early = client.hostile().heard() ? client.benign().firstRefusal() : null;
            node.put("refusedBeforeHostileAtCall", early == null ? null : early.call());
            node.put("usersCallsRefused", client.benignRefused());
            node.put("usersHurt", client.usersHurt());
        }
    }
}
