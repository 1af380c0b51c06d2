package io.abatis.admin;

import io.abatis.console.WhatIf;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.gate.Gate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The model in use, and what another threshold would do. */
final class ModelView {

    /** Of one tenth of the scores: benign and malicious lives, see {@link ModelCard#ENDS}. */
    private static final Pattern COUNTS = Pattern.compile("([0-9]{1,12})/([0-9]{1,12})");

    Answer get(Ask ask) throws Problem {
        Gate gate = ask.console().gate();
        Model model = gate.model();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sha256", model.sha256());
        json.put("card", model.card().entries());
        json.put("threshold", gate.threshold());
        json.put("trees", model.forest().trees());
        json.put(
                "columns",
                model.layout().columns().stream().map(Object::toString).toList());
        json.put("calibration", calibration(model.card().entries().get(ModelCard.ENDS)));
        return Answer.json(json);
    }

    static List<Map<String, Object>> calibration(@Nullable String entry) {
        List<Map<String, Object>> bins = new ArrayList<>();
        String[] tenths = entry == null || entry.isEmpty() ? new String[0] : entry.split(" ", -1);
        for (int i = 0; i < tenths.length; i++) {
            Matcher counts = COUNTS.matcher(tenths[i]);
            if (!counts.matches()) {
                return List.of(); // of another hand than the trainer's
            }
            Map<String, Object> bin = new LinkedHashMap<>();
            bin.put("low", (double) i / tenths.length);
            bin.put("high", (double) (i + 1) / tenths.length);
            bin.put("benign", Long.parseLong(counts.group(1)));
            bin.put("malicious", Long.parseLong(counts.group(2)));
            bins.add(bin);
        }
        return bins;
    }

    Answer whatIf(Ask ask) throws Problem {
        WhatIf whatIf = ask.console().whatIf();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("threshold", ask.console().gate().threshold());
        json.put("exact_from", whatIf.exactFrom());
        json.put(
                "now",
                Map.of(
                        "attackers", whatIf.now().attackers(),
                        "innocents", whatIf.now().innocents()));
        json.put("attackers", whatIf.attackers());
        json.put("innocents", whatIf.innocents());
        return Answer.json(json);
    }
}
