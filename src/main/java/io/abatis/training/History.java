package io.abatis.training;

import io.abatis.client.Ip;
import io.abatis.traffic.Labels.Label;
import java.util.List;

/**
 * The calls of one client in their order.
 *
 * @param client who
 * @param label what it is
 * @param calls the names of its calls
 */
record History(Ip client, Label label, List<String> calls) {

    boolean malicious() {
        return label == Label.MALICIOUS;
    }
}
