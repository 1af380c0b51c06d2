package io.abatis.gate;

import io.abatis.call.Call;
import io.abatis.client.Ip;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls and the verdicts they meet, as words. A call is a client (a to z), a kind (g good, b bad) and a second; then, if need be, "@" and a zone, or "~" for
 * a proxy that does not say for whom it calls.
 */
final class Scenario {

    private Scenario() {}

    static Ip client(char letter) {
        return Ip.of("192.0.2." + (letter - 'a'));
    }

    static Call call(String word) {
        int zone = word.indexOf('@');
        String plain = (zone < 0 ? word : word.substring(0, zone)).replace("~", "");
        String name = plain.charAt(1) == 'g' ? SmallModel.GOOD : SmallModel.BAD;
        long millis = Math.round(Double.parseDouble(plain.substring(2)) * 1_000);
        return new Call(
                client(plain.charAt(0)), name, millis, zone < 0 ? "" : word.substring(zone + 1), word.contains("~"));
    }

    /** The verdicts, a letter each: see {@link #letter}. */
    static String play(Gate gate, String calls) {
        List<String> met = new ArrayList<>();
        for (String word : calls.split(" ", -1)) {
            met.add(letter(gate.judge(call(word))));
        }
        return String.join(" ", met);
    }

    /** Upper case for what is done, lower case for what is only said. */
    private static String letter(Verdict verdict) {
        return switch (verdict.action()) {
            case DELAY -> "D";
            case LIMIT -> verdict.reason() == Reason.BEHAVIOUR ? "L" : "M";
            case REFUSE ->
                switch (verdict.reason()) {
                    case BEHAVIOUR -> "B";
                    case BANNED -> "X";
                    case DENY_LISTED -> "N";
                    default -> "?";
                };
            case PASS ->
                switch (verdict.reason()) {
                    case CLEAR -> ".";
                    case OFF -> "o";
                    case ALLOW_LISTED -> "a";
                    case SUSPECT -> "d";
                    case BEHAVIOUR -> "b";
                    case BANNED -> "x";
                    case LIMITED -> "m";
                    case DENY_LISTED -> "n";
                    case SILENT_PROXY -> "s";
                    default -> "?";
                };
        };
    }
}
