package io.abatis.traffic.site;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class SurveyTest {
    @Test
    void dev() {
        new Survey(5, 1000);
        long t = System.nanoTime();
        Survey s = new Survey(100, 1);
        System.out.println("ms per site " + (System.nanoTime() - t) / 100e6);
        System.out.println(s.table());
        p("clients", s.quartersOfSites(List::size));
        p("entries", s.entries.stream().mapToDouble(e -> e).sorted().toArray());
        p("routes", s.sites.stream().mapToDouble(Site::routes).sorted().toArray());
        p("hostile share", s.quartersOfSites(l -> sh(l, c -> !c.benign(), c -> true)));
        p("benign any 4xx", s.quartersOfSites(l -> sh(l, c -> c.errors > 0, Survey.Client::benign)));
        p("benign >half 4xx", s.quartersOfSites(l -> sh(l, c -> c.errors > c.calls * .5, Survey.Client::benign)));
        p("benign <=5 calls", s.quartersOfSites(l -> sh(l, c -> c.calls <= 5, Survey.Client::benign)));
        p("benign >100 calls", s.quartersOfSites(l -> sh(l, c -> c.calls > 100, Survey.Client::benign)));
        p("hostile any 4xx", s.quartersOfSites(l -> sh(l, c -> c.errors > 0, c -> !c.benign())));
        p("hostile <=5 calls", s.quartersOfSites(l -> sh(l, c -> c.calls <= 5, c -> !c.benign())));
        int i = 0;
        for (Site x : s.sites) {
            int n = i++;
            var l = s.clients.stream().filter(c -> c.site == n).toList();
            System.out.printf(
                    Locale.ROOT,
                    "%-12s routes %5d entries %6d clients %5d unk %d gated %b ben4xx %.2f host4xx %.2f%n",
                    x.kind(),
                    x.routes(),
                    s.entries.get(n),
                    l.size(),
                    x.answers().unknown(),
                    x.gated(),
                    sh(l, c -> c.errors > 0, Survey.Client::benign),
                    sh(l, c -> c.errors > 0, c -> !c.benign()));
        }
    }

    static double sh(
            List<Survey.Client> l,
            java.util.function.Predicate<Survey.Client> w,
            java.util.function.Predicate<Survey.Client> a) {
        var x = l.stream().filter(a).toList();
        return x.stream().filter(w).count() / (double) Math.max(1, x.size());
    }

    static void p(String n, double[] q) {
        int l = q.length - 1;
        System.out.printf(
                Locale.ROOT, "%-20s %.2f %.2f %.2f %.2f %.2f%n", n, q[0], q[l / 4], q[l / 2], q[l * 3 / 4], q[l]);
    }
}
