package io.abatis.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * All persons of a scenario, numbered from 0 in the order of its groups, and the clients that Abatis counts them as. Benign persons have the
 * addresses from 172.144.0.22 and 2001:db8:1:1:: on, hostile ones from 175.144.22.2 and 2001:db8:2:1:: on, and shared
 * addresses begin at 174.144.22.1; the ranges never meet. Immutable.
 */
final class Cast {

    private static final int FIRST_BENIGN = 172 << 24 | 144 << 16 | 22;
    private static final int FIRST_SHARED = 174 << 24 | 144 << 16 | 22 << 8 | 1;
    private static final int FIRST_HOSTILE = 175 << 24 | 144 << 16 | 22 << 8 | 2;

    private final List<CraftedClient> clients;
    private final Person[] persons;

    /**
     * Somebody who calls.
     *
     * @param client the index of the client that he is counted as
     * @param group the index of his group
     * @param behaviour how he behaves at first
     * @param address where he calls from; the network, up to the colon before the last half, if he rotates
     */
    record Person(int client, int group, Behaviour behaviour, String address) {

        /** The address of his next call. */
        String next(UniformRandomProvider random) {
            if (!address.endsWith(":")) {
                return address;
            }
            long low = random.nextLong();
            return String.format(
                    Locale.ROOT,
                    "%s%x:%x:%x:%x",
                    address,
                    low >>> 48,
                    low >>> 32 & 0xffff,
                    low >>> 16 & 0xffff,
                    low & 0xffff);
        }
    }

    private Cast(List<CraftedClient> clients, List<Person> persons) {
        this.clients = List.copyOf(clients);
        this.persons = persons.toArray(new Person[0]);
    }

    static Cast of(Scenario scenario) {
        return new Casting().cast(scenario);
    }

    List<CraftedClient> clients() {
        return clients;
    }

    int persons() {
        return persons.length;
    }

    Person person(int index) {
        return persons[index];
    }

    /** Casts one scenario. */
    private static final class Casting {

        private final List<Person> persons = new ArrayList<>();
        private final List<Counted> counted = new ArrayList<>();
        private final Map<String, Integer> shared = new HashMap<>();
        private int benign;
        private int hostile;

        Cast cast(Scenario scenario) {
            List<Group> groups = scenario.groups();
            for (int group = 0; group < groups.size(); group++) {
                for (Group.Member member : groups.get(group).members()) {
                    for (int i = 0; i < member.count(); i++) {
                        add(groups.get(group), group, member.behaviour());
                    }
                }
            }
            return new Cast(counted.stream().map(Counted::client).toList(), persons);
        }

        private void add(Group group, int index, Behaviour behaviour) {
            String behind = group.behind();
            String address;
            int client;
            if (behind != null) {
                client = shared.computeIfAbsent(behind, name -> count(dotted(FIRST_SHARED + shared.size())));
                address = counted.get(client).address;
            } else {
                int number = behaviour.kind() == ClientKind.HOSTILE ? hostile++ : benign++;
                address = own(group.addresses(), behaviour.kind(), number);
                client = count(asCounted(address));
            }
            counted.get(client).add(group, behaviour);
            persons.add(new Person(client, index, behaviour, address));
        }

        private int count(String address) {
            counted.add(new Counted(address));
            return counted.size() - 1;
        }

        private static String own(Group.Addresses addresses, ClientKind kind, int number) {
            boolean hostile = kind == ClientKind.HOSTILE;
            if (addresses == Group.Addresses.IPV4) {
                return dotted((hostile ? FIRST_HOSTILE : FIRST_BENIGN) + number);
            }
            int network = (hostile ? 2 : 1) + (number + 1 >> 16 << 4);
            String prefix = String.format(Locale.ROOT, "2001:db8:%x:%x:", network, number + 1 & 0xffff);
            return addresses == Group.Addresses.IPV6 ? prefix + ":1" : prefix;
        }

        private static String asCounted(String address) {
            int half = address.indexOf("::");
            return address.indexOf(':') < 0
                    ? address
                    : (half < 0 ? address.substring(0, address.length() - 1) : address.substring(0, half)) + "::/64";
        }

        private static String dotted(int bits) {
            return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
        }
    }

    private static final class Counted {

        private final String address;
        private final Set<String> groups = new LinkedHashSet<>();
        private int users;
        private int attackers;

        Counted(String address) {
            this.address = address;
        }

        void add(Group group, Behaviour behaviour) {
            groups.add(group.name());
            if (behaviour.kind() == ClientKind.HOSTILE || group.takeover() != null) {
                attackers++;
            } else {
                users++;
            }
        }

        CraftedClient client() {
            ClientKind kind = attackers > 0 ? ClientKind.HOSTILE : ClientKind.BENIGN;
            return new CraftedClient(address, kind, users, attackers, List.copyOf(groups));
        }
    }
}
