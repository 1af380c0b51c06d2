package io.abatis.traffic.site;

import io.abatis.client.Ip;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Decides how many clients behave in which way: what is usual for such a site, times the site's own habits. */
final class Casting {

    /** A client to be. */
    record Role(Behaviour behaviour, Ip ip) {}

    private static final int LARGEST_SWARM = 60;
    private static final int LARGEST_SCAN = 300;
    private static final int SMALLEST_SCAN = 15;

    private final Site site;
    private final Dice dice;
    private final Addresses addresses;
    /** How many more there may be of those of whom a site has but a few. */
    private final Map<Behaviour, Integer> room = new EnumMap<>(Behaviour.class);

    Casting(Site site, Dice dice) {
        this.site = site;
        this.dice = dice;
        addresses = new Addresses(dice, site.habits().ipv6Share());
        room.put(Behaviour.WEBHOOK, 2);
        room.put(Behaviour.MONITOR, 3);
        room.put(Behaviour.EDITOR, site.kind() == SiteKind.INTRANET ? 20 : 4);
        room.put(Behaviour.VERIFIER, 3);
        room.put(Behaviour.LOST_CRAWLER, 3);
    }

    /** Benign or malicious clients, about as many as the site has habits for, in chance order. */
    List<Role> cast(boolean malicious) {
        int hostile = Math.max(
                1, (int) Math.round(site.habits().clients() * site.habits().hostileShare()));
        int wanted = malicious ? hostile : site.habits().clients() - hostile;
        List<Behaviour> choice = new ArrayList<>();
        for (Behaviour behaviour : Behaviour.values()) {
            if (behaviour.malicious() == malicious) {
                choice.add(behaviour);
            }
        }
        double[] weights = choice.stream()
                .mapToDouble(one -> usual(one) * site.habits().weights().getOrDefault(one, 1.0))
                .toArray();
        List<Role> roles = new ArrayList<>();
        while (roles.size() < wanted) {
            add(choice.get(dice.weighted(weights)), wanted - roles.size(), roles);
        }
        return dice.shuffled(roles);
    }

    private void add(Behaviour drawn, int wanted, List<Role> roles) {
        Integer more = room.computeIfPresent(drawn, (limited, left) -> left - 1);
        if (more != null && more < 0 || drawn == Behaviour.DISTRIBUTED_SCAN && wanted < SMALLEST_SCAN) {
            roles.add(new Role(drawn.malicious() ? Behaviour.QUICK_PROBE : Behaviour.READER, addresses.next()));
            return;
        }
        int group = Math.min(
                wanted,
                switch (drawn) {
                    case CRAWLER_SWARM -> dice.scale(3, LARGEST_SWARM);
                    case DISTRIBUTED_SCAN -> dice.scale(SMALLEST_SCAN, LARGEST_SCAN);
                    default -> 1;
                });
        boolean neighbours = group > 1 && dice.chance(.5);
        int network = addresses.network();
        for (int i = 0; i < group; i++) {
            roles.add(new Role(drawn, neighbours ? addresses.next(network) : addresses.next()));
        }
    }

    /** Relative to others of its like; groups by their first address. */
    private double usual(Behaviour behaviour) {
        SiteKind kind = site.kind();
        Catalogue catalogue = site.catalogue();
        boolean service = kind == SiteKind.SERVICE;
        boolean api = !catalogue.endpoints.isEmpty();
        int pages = catalogue.pages.size();
        boolean logIn = catalogue.logIn != null;
        double people = service ? .1 : kind == SiteKind.DEPOT ? .4 : 1;
        return switch (behaviour) {
            case VISITOR -> 20 * people;
            case READER -> 22 * people;
            case RETURNING -> 5 * people;
            case CRAWLER -> 7;
            case CRAWLER_SWARM -> .8;
            case LOST_CRAWLER -> site.trouble().relative() ? 2 : 0;
            case FEED_READER -> catalogue.feeds.isEmpty() ? .4 : 6;
            case API_CLIENT -> !api ? 0 : service ? 30 : kind == SiteKind.APPLICATION ? 4 : 1;
            case WEBHOOK, VERIFIER -> .4;
            case MONITOR -> .5;
            case MOBILE_APP -> !api ? 0 : service || kind == SiteKind.APPLICATION ? 12 : .5;
            case SHARED_ADDRESS -> 1.2 * people;
            case EDITOR -> catalogue.desk.isEmpty() ? 0 : kind == SiteKind.INTRANET ? 5 : .7;
            case FORGETFUL -> !logIn ? 0 : kind == SiteKind.INTRANET ? 6 : 1.2;
            case TYPIST -> 1.5 * people;
            case LOOKUP -> catalogue.endpoints.stream().noneMatch(Endpoint::lookup) ? 0 : service ? 6 : 1;
            case FORM_USER -> catalogue.forms.isEmpty() ? 0 : 2.5;
            case HOTLINK -> 4 * people;
            case DOWNLOADER -> catalogue.files.isEmpty() ? 0 : kind == SiteKind.DEPOT ? 30 : 3;
            case PREFLIGHT -> !api ? 0 : service ? 6 : 1.5;
            case CHECKER -> 6;
            case DEAD_LINK -> 4.5;
            case STRANDED, SILENT -> 1;
            case QUICK_PROBE -> 42;
            case FORCED_BROWSING, VULNERABILITY_SCAN -> 7;
            case SHARED_LIST -> 10;
            case CREDENTIAL_STUFFING -> logIn ? 6 : 2;
            case ENUMERATION -> 3;
            case SCRAPER -> pages < 15 ? 0 : 3;
            case SLOW_PROBE -> 5;
            case MIMICRY, TAKEOVER -> 2.5;
            case RARITY -> pages < 10 && catalogue.desk.isEmpty() && !api ? 0 : 2;
            case DISTRIBUTED_SCAN -> .5;
        };
    }
}
