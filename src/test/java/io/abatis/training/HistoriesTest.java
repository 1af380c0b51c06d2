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

    private final Histories histories = new Histories();

    private void add(String client, String... calls) {
        for (String call : calls) {
            histories.add(new LogEntry(0, "", Ip.of(client), client, call, call, LogEntry.UNKNOWN_STATUS));
        }
    }

    private static History history(String... calls) {
        return new History(Ip.of("10.0.0.1"), Label.BENIGN, Arrays.asList(calls));
    }

    @Test
    void labelled_clients_areThoseWithALabelByAddressWithCallsInTheirOrder() {
        add("10.0.0.3", "c", "a");
        add("9.255.0.1", "b");
        add("10.0.0.2", "a");
        add("10.0.0.3", "b");

        assertThat(histories.labelled(Labels.benign(List.of("10.0.0.0/8"))))
                .containsExactly(
                        new History(Ip.of("9.255.0.1"), Label.MALICIOUS, List.of("b")),
                        new History(Ip.of("10.0.0.2"), Label.BENIGN, List.of("a")),
                        new History(Ip.of("10.0.0.3"), Label.BENIGN, List.of("c", "a", "b")));
        assertThat(histories.allBenign())
                .extracting(History::client)
                .containsExactly(Ip.of("9.255.0.1"), Ip.of("10.0.0.2"), Ip.of("10.0.0.3"));
        assertThat(histories.allBenign()).noneMatch(History::malicious);
        assertThat(histories.entries()).isEqualTo(5);
        assertThat(histories.clients()).isEqualTo(3);
    }

    @Test
    void add_moreThanTheLongest_keepsTheFirstAndCountsAll() {
        for (int i = 0; i < Histories.LONGEST; i++) {
            add("10.0.0.1", "early");
        }
        add("10.0.0.1", "late", "late");
        add("10.0.0.2", "late");

        assertThat(histories.allBenign().get(0).calls())
                .hasSize(Histories.LONGEST)
                .containsOnly("early");
        assertThat(histories.allBenign().get(1).calls()).containsExactly("late");
        assertThat(histories.entries()).isEqualTo(Histories.LONGEST + 3);
    }

    @Test
    void add_moreNamesThanTheBound_leavesFurtherOnesNamelessAndKnownOnesKnown() {
        for (int i = 0; i < 50_000; i++) {
            add("10.0." + i / 250 + ".1", "call " + i);
        }
        add("10.1.0.0", "one too many", "call 7", "another");

        List<History> all = histories.allBenign();
        assertThat(all.get(all.size() - 1).calls()).containsExactly("", "call 7", "");
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
        assertThat(Histories.popular(Collections.nCopies(2, history("", "")), 5))
                .isEmpty();
    }
}
