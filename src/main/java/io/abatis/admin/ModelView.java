package io.abatis.admin;

import io.abatis.console.WhatIf;
import io.abatis.forest.Model;
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

    /** The card's entry of how scores stand to what clients are: {@code 0.0-0.1:120/3 0.1-0.2:40/2}, bins with their benign and malicious clients. */
    private static final String CALIBRATION = "calibration";

    private static final Pattern BIN =
            Pattern.compile("([0-9]\\.[0-9]{1,6})-([0-9]\\.[0-9]{1,6}):([0-9]{1,12})/([0-9]{1,12})");

    private final ModelHash hash;

    ModelView(ModelHash hash) {
        this.hash = hash;
    }

    Answer get(Ask ask) throws Problem {
        Gate gate = ask.console().gate();
        Model model = gate.model();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sha256", hash.of(model));
        json.put("card", model.card().entries());
        json.put("threshold", gate.threshold());
        json.put("trees", model.forest().trees());
        json.put(
                "columns",
                model.layout().columns().stream().map(Object::toString).toList());
        json.put("calibration", calibration(model.card().entries().get(CALIBRATION)));
        return Answer.json(json);
    }

    static List<Map<String, Object>> calibration(@Nullable String entry) {
        List<Map<String, Object>> bins = new ArrayList<>();
        Matcher matcher = BIN.matcher(entry == null ? "" : entry);
        while (matcher.find()) {
            Map<String, Object> bin = new LinkedHashMap<>();
            bin.put("low", Double.parseDouble(matcher.group(1)));
            bin.put("high", Double.parseDouble(matcher.group(2)));
            bin.put("benign", Long.parseLong(matcher.group(3)));
            bin.put("malicious", Long.parseLong(matcher.group(4)));
            bins.add(bin);
        }
        return bins;
    }

    Answer whatIf(Ask ask) throws Problem {
        WhatIf whatIf = ask.console().whatIf();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("threshold", ask.console().gate().threshold());
        json.put("attackers", whatIf.attackers());
        json.put("innocents", whatIf.innocents());
        return Answer.json(json);
    }
}
