package io.abatis.traffic.site;

import io.abatis.client.Ip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What the clients of many sites did, in numbers. */
final class Survey {

    /** One client of one site. */
    static final class Client {
        final int site;
        final Behaviour behaviour;
        int calls;
        int errors;

        private Client(int site, Behaviour behaviour) {
            this.site = site;
            this.behaviour = behaviour;
        }

        double errorShare() {
            return (double) errors / calls;
        }

        boolean benign() {
            return !behaviour.malicious();
        }
    }

    final List<Client> clients = new ArrayList<>();
    final List<Integer> entries = new ArrayList<>();
    final List<Site> sites = new ArrayList<>();

    Survey(int count, long firstSeed) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(firstSeed + i);
            Site site = Site.draw(random);
            SiteTraffic traffic = site.traffic(random);
            Map<Ip, Client> here = new LinkedHashMap<>();
            int number = i;
            traffic.clients().forEach((ip, behaviour) -> here.put(ip, new Client(number, behaviour)));
            traffic.entries().forEach(entry -> {
                Client client = here.get(entry.client());
                if (client != null) {
                    client.calls++;
                    client.errors += entry.status() / 100 == 4 ? 1 : 0;
                }
            });
            clients.addAll(here.values());
            entries.add(traffic.entries().size());
            sites.add(site);
        }
    }

    double share(Predicate<Client> among, Predicate<Client> which) {
        List<Client> all = clients.stream().filter(among).toList();
        return (double) all.stream().filter(which).count() / all.size();
    }

    /** The lowest, quarter, middle, three quarters and highest, over the sites. */
    double[] quartersOfSites(ToDoubleFunction<List<Client>> figure) {
        Map<Integer, List<Client>> bySite = new LinkedHashMap<>();
        clients.forEach(client ->
                bySite.computeIfAbsent(client.site, site -> new ArrayList<>()).add(client));
        double[] figures = bySite.values().stream().mapToDouble(figure).sorted().toArray();
        int last = figures.length - 1;
        return new double[] {figures[0], figures[last / 4], figures[last / 2], figures[last * 3 / 4], figures[last]};
    }

    /** A row a behaviour. */
    String table() {
        StringBuilder table =
                new StringBuilder("behaviour            clients  calls: median   90 %    4xx: median   any 4xx\n");
        Map<Behaviour, List<Client>> byBehaviour = new EnumMap<>(Behaviour.class);
        clients.forEach(client -> byBehaviour
                .computeIfAbsent(client.behaviour, b -> new ArrayList<>())
                .add(client));
        byBehaviour.forEach((behaviour, some) -> {
            double[] calls =
                    some.stream().mapToDouble(one -> one.calls).sorted().toArray();
            double[] errors =
                    some.stream().mapToDouble(Client::errorShare).sorted().toArray();
            double any =
                    (double) Arrays.stream(errors).filter(share -> share > 0).count() / errors.length;
            table.append(String.format(
                    Locale.ROOT,
                    "%-20s %7d %14.0f %6.0f %13.2f %9.2f%n",
                    behaviour,
                    some.size(),
                    calls[calls.length / 2],
                    calls[calls.length * 9 / 10],
                    errors[errors.length / 2],
                    any));
        });
        return table.toString();
    }
}
