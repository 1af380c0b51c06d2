package io.abatis.cli;

import io.abatis.load.Answer;
import io.abatis.load.ClientKind;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells on the console who of the crafted clients is refused for the first time. Safe for all threads. */
final class TrafficStory implements Consumer<Answer> {

    private final PrintWriter out;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    TrafficStory(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(Answer answer) {
        if (answer.refused() && told.add(answer.client().address())) {
            String kind = answer.client().kind() == ClientKind.HOSTILE ? "attacker" : "benign client, WRONGLY";
            out.printf(
                    "refused  %-15s  %s, at its call %d (%s)%n",
                    answer.client().address(), kind, answer.number(), answer.path());
            out.flush();
        }
    }
}
