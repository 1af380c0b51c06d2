package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.traffic.Labels;
import io.abatis.traffic.Labels.Label;
import io.abatis.traffic.LogEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoriesTest {

    private final Histories histories = new Histories(0);

    private void add(String client, String... calls) {
        for (String call : calls) {
            histories.add(new LogEntry(0, "", Ip.of(client), client, call, call, LogEntry.UNKNOWN_STATUS));
        }
    }

    private static History history(String... calls) {
        return new History(
                Ip.of("10.0.0.1"),
                Label.BENIGN,
                Arrays.stream(calls).map(PastCall::named).toList());
    }

    private List<History> all() {
        return histories.labelled(client -> Label.BENIGN, false);
    }

    private static List<String> names(History history) {
        return history.names().toList();
    }

    @Test
    void labelled_clients_areThoseWithALabelByAddressWithCallsInTheirOrder() {
        add("10.0.0.3", "c", "a");
        add("9.255.0.1", "b");
        add("10.0.0.2", "a");
        add("10.0.0.3", "b");

        List<History> labelled = histories.labelled(Labels.benign(List.of("10.0.0.0/8"))::of, false);
        assertThat(labelled)
                .extracting(History::client)
                .containsExactly(Ip.of("9.255.0.1"), Ip.of("10.0.0.2"), Ip.of("10.0.0.3"));
        assertThat(labelled).extracting(History::label).containsExactly(Label.MALICIOUS, Label.BENIGN, Label.BENIGN);
        assertThat(labelled)
                .extracting(HistoriesTest::names)
                .containsExactly(List.of("b"), List.of("a"), List.of("c", "a", "b"));
        assertThat(all())
                .extracting(History::client)
                .containsExactly(Ip.of("9.255.0.1"), Ip.of("10.0.0.2"), Ip.of("10.0.0.3"));
        assertThat(all()).noneMatch(History::malicious);
        assertThat(histories.entries()).isEqualTo(5);
    }

    @Test
    void add_moreThanTheLongest_keepsTheFirstAndCountsAll() {
        for (int i = 0; i < Histories.LONGEST; i++) {
            add("10.0.0.1", "early");
        }
        add("10.0.0.1", "late", "late");
        add("10.0.0.2", "late");

        assertThat(names(all().get(0))).hasSize(Histories.LONGEST).containsOnly("early");
        assertThat(names(all().get(1))).containsExactly("late");
        assertThat(histories.entries()).isEqualTo(Histories.LONGEST + 3);
    }

    @Test
    void add_moreNamesThanTheBound_leavesFurtherOnesNamelessAndKnownOnesKnown() {
        for (int i = 0; i < 50_000; i++) {
            add("10.0." + i / 250 + ".1", "call " + i);
        }
        add("10.1.0.0", "one too many", "call 7", "another");

        List<History> all = all();
        assertThat(names(all.get(all.size() - 1))).containsExactly("", "call 7", "");
        assertThat(Histories.popular(all, 60_000)).hasSize(50_000).doesNotContain("");
    }

    @Test
    void popular_calls_areThoseOfMostClientsRarestFirst() {
        List<History> all = List.of(
                history("x", "x", "x", "x", "b", "a"), history("c", "b", "", "a"), history("b", "a", ""), history("b"));

        // clients: b 4, a 3, c 1, x 1; however often one client makes a call
        assertThat(Histories.popular(all, 10)).containsExactly("c", "x", "a", "b");
        assertThat(Histories.popular(all, 3)).containsExactly("c", "a", "b");
        assertThat(Histories.popular(all, 1)).containsExactly("b");
        assertThat(Histories.popular(all, 10, 3)).containsExactly("a", "b");
        assertThat(Histories.popular(all, 10, 5)).isEmpty();
        assertThat(Histories.popular(Collections.nCopies(2, history("", "")), 5))
                .isEmpty();
    }
}
