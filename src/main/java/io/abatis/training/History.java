package io.abatis.training;

import io.abatis.client.Ip;
import io.abatis.traffic.Labels.Label;
import java.util.List;
import java.util.stream.Stream;

/**
 * The calls of one client in their order.
 *
 * @param client who
 * @param label what it is
 * @param calls what it called
 */
record History(Ip client, Label label, List<PastCall> calls) {

    boolean malicious() {
        return label == Label.MALICIOUS;
    }

    /** The names of its calls. */
    Stream<String> names() {
        return calls.stream().map(PastCall::name);
    }
}
