package io.abatis.traffic.site;

import io.abatis.client.Ip;
import io.abatis.traffic.LogEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everybody who comes: plays them one after the other, and puts what they did into the order of time. */
final class Crowd {

    private static final double HOSTILE_BUDGET = .5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss +0000", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Scene scene;
    private final Dice dice;
    private final Map<Ip, Behaviour> behaviours = new HashMap<>();
    private final Map<Ip, Long> turned = new HashMap<>();

    Crowd(Scene scene) {
        this.scene = scene;
        this.dice = scene.dice;
    }

    SiteTraffic play() {
        Casting casting = new Casting(scene.site, dice);
        int entries = scene.site.habits().entries();
        casting.cast(true).forEach(role -> play(role, (int) (entries * HOSTILE_BUDGET)));
        casting.cast(false).forEach(role -> play(role, entries));
        return traffic();
    }

    /** Once the log is as long as this site's logs are, further clients make a few calls only, as most do anyway. */
    private void play(Casting.Role role, int budget) {
        boolean brief = scene.hits.size() >= budget;
        Behaviour behaviour = brief && role.behaviour().malicious() ? Behaviour.QUICK_PROBE : role.behaviour();
        int most = brief
                ? Math.max(behaviour.malicious() ? 5 : 1, dice.tail(1.1, 12))
                : scene.site.habits().mostCalls();
        Client client = new Client(role.ip(), most);
        Session session = new Session(scene, client, start(behaviour));
        if (behaviour == Behaviour.TAKEOVER) {
            long since = Intruders.takeOver(session);
            boolean happened = client.calls() > 0 && client.last() >= since;
            behaviours.put(role.ip(), happened ? Behaviour.TAKEOVER : Behaviour.VISITOR);
            if (happened) {
                turned.put(role.ip(), scene.logged(since));
            }
            return;
        }
        behaviours.put(role.ip(), behaviour);
        play(behaviour, behaviour.malicious() ? session.obeying(dice.of(0.0, 0.0, 1.0, .5)) : session);
    }

    private long start(Behaviour behaviour) {
        Period period = scene.period;
        return switch (behaviour) {
            case VISITOR, READER, FORM_USER, FORGETFUL, TYPIST, DEAD_LINK, HOTLINK, MOBILE_APP -> period.byDay(dice);
            case MONITOR, FEED_READER, WEBHOOK, STRANDED, API_CLIENT, EDITOR, RETURNING, TAKEOVER, SLOW_PROBE ->
                dice.time(period.from(), (period.from() + period.to()) / 2);
            default -> period.anyTime(dice);
        };
    }

    private static void play(Behaviour behaviour, Session session) {
        switch (behaviour) {
            case VISITOR -> Readers.visit(session);
            case READER -> Readers.read(session);
            case RETURNING -> Readers.comeBack(session);
            case CRAWLER -> Crawlers.crawl(session);
            case CRAWLER_SWARM -> Crawlers.visitOne(session);
            case LOST_CRAWLER -> Crawlers.getLost(session);
            case FEED_READER -> Machines.readFeed(session);
            case API_CLIENT -> Machines.callApi(session);
            case WEBHOOK -> Machines.sendHooks(session);
            case MONITOR -> Machines.monitor(session);
            case MOBILE_APP -> Machines.useApp(session);
            case SHARED_ADDRESS -> Readers.share(session);
            case EDITOR -> Members.edit(session);
            case FORGETFUL -> Members.forget(session);
            case TYPIST -> Readers.mistype(session);
            case LOOKUP -> Machines.lookUp(session);
            case FORM_USER -> Members.fillIn(session);
            case HOTLINK -> Readers.seeImage(session);
            case DOWNLOADER -> Readers.download(session);
            case PREFLIGHT -> Machines.preflight(session);
            case CHECKER -> Machines.check(session);
            case VERIFIER -> Machines.verify(session);
            case DEAD_LINK -> Readers.followDeadLink(session);
            case STRANDED -> Machines.strand(session);
            case SILENT -> Machines.keepSilent(session);
            case QUICK_PROBE -> Probers.probe(session);
            case FORCED_BROWSING -> Probers.browseByForce(session);
            case SHARED_LIST -> Probers.useSharedList(session);
            case VULNERABILITY_SCAN -> Probers.scanForHoles(session);
            case CREDENTIAL_STUFFING -> Intruders.stuff(session);
            case ENUMERATION -> Intruders.enumerate(session);
            case SCRAPER -> Intruders.scrape(session);
            case SLOW_PROBE -> Probers.probeSlowly(session);
            case MIMICRY -> Intruders.mimic(session);
            case TAKEOVER -> Intruders.takeOver(session);
            case RARITY -> Intruders.preferRare(session);
            case DISTRIBUTED_SCAN -> Probers.takePart(session);
        }
    }

    private SiteTraffic traffic() {
        List<Hit> hits = new ArrayList<>(scene.hits);
        hits.sort(Comparator.comparingLong(Hit::time)); // stable: a client's calls of one second stay in their order
        List<LogEntry> entries = new ArrayList<>(hits.size());
        Map<Ip, Behaviour> clients = new LinkedHashMap<>();
        Map<Ip, Long> turns = new LinkedHashMap<>();
        Map<Ip, String> texts = new HashMap<>();
        long second = Long.MIN_VALUE;
        String time = "";
        for (Hit hit : hits) {
            Ip ip = hit.client();
            if (hit.time() / 1_000 != second) {
                second = hit.time() / 1_000;
                time = TIME.format(Instant.ofEpochSecond(second));
            }
            clients.computeIfAbsent(ip, behaviours::get);
            if (turned.containsKey(ip)) {
                turns.computeIfAbsent(ip, turned::get);
            }
            String request = hit.method().isEmpty() ? "-" : hit.method() + " " + hit.target() + " HTTP/1.1";
            entries.add(new LogEntry(
                    hit.time(), time, ip, texts.computeIfAbsent(ip, Ip::toString), hit.name(), request, hit.status()));
        }
        return new SiteTraffic(entries, clients, turns);
    }
}
