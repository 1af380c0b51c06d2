package io.abatis.config;

import com.typesafe.config.Config;
import io.abatis.ban.BanLadder;
import io.abatis.call.Naming;
import io.abatis.client.Cidr;
import io.abatis.client.CidrSet;
import io.abatis.client.ClientResolver;
import io.abatis.client.ForwardedHeader;
import io.abatis.config.AbatisConfig.CallLogConfig;
import io.abatis.config.AbatisConfig.HoldConfig;
import io.abatis.config.AbatisConfig.OnError;
import io.abatis.config.AbatisConfig.OperatorConfig;
import io.abatis.gate.BanCap;
import io.abatis.gate.FileStamp;
import io.abatis.gate.Grade;
import io.abatis.gate.Grades;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a configuration of a resolved text, key by key. */
final class Settings {

    private static final String TEMPLATES = "routes.templates";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final Duration SHORTEST_CHECK = Duration.ofMillis(10);

    /** Containers end a request that nobody has answered after 30 seconds. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(20);

    private final Config config;
    private final Keys keys;
    private final Path folder;
    private final List<String> problems;
    private final Map<Path, FileStamp> files = new LinkedHashMap<>();

    Settings(Config config, Path folder, List<String> problems) {
        this.config = config;
        this.keys = new Keys(config, problems);
        this.folder = folder;
        this.problems = problems;
    }

    /** The configuration, or null if there were problems. */
    @Nullable
    AbatisConfig read() {
        int before = problems.size();
        long prefix = keys.number("clients.ipv6-prefix", 1, 128);
        Policy policy = policy(problems.size() == before ? (int) prefix : 128);
        CidrSet trusted =
                networks("clients.trusted-proxies", "clients.trusted-proxies-files", NetworkList::notEverybody);
        ForwardedHeader header = keys.word("clients.forwarded-header", ForwardedHeader.class);
        OnError onError = keys.word("on-error", OnError.class);
        HoldConfig hold = new HoldConfig(
                (int) keys.number("actions.delay.max-held", 1, 1_000_000),
                keys.flag("actions.delay.filters-take-async"));
        Naming naming = policy == null ? null : naming(policy.modes().keySet());
        long maxClients = keys.number("clients.max", 1, 1 << 28);
        long maxBans = keys.number("bans.max", 1, 100_000_000);
        Duration reloadCheck = reloadCheck();
        Path model = keys.path("model");
        CallLogConfig callLog = callLog();
        OperatorConfig operator = operator();
        if (!problems.isEmpty() || policy == null || onError == null || header == null || naming == null) {
            return null;
        }
        return new AbatisConfig(
                policy,
                new ClientResolver(trusted, header, (int) prefix),
                naming,
                onError,
                hold,
                model == null ? null : folder.resolve(model),
                reloadCheck,
                (int) maxClients,
                (int) maxBans,
                callLog,
                operator,
                files);
    }

    private @Nullable Naming naming(Set<String> zones) {
        List<String> templates = new ArrayList<>();
        keys.each(TEMPLATES, "write [\"/api/users/{id}\"]", (where, template) -> templates.add(template));
        return keys.take(TEMPLATES, () -> new Naming(templates, List.copyOf(zones)));
    }

    private @Nullable Policy policy(int narrowest) {
        Mode mode = keys.word("mode", Mode.class);
        Map<String, Mode> modes = ZoneModes.read(config, problems);
        CidrSet allow = networks("allow", "allow-files", NetworkList.wholeClients(narrowest));
        CidrSet deny = networks("deny", "deny-files", NetworkList.wholeClients(narrowest));
        Double threshold = keys.share("threshold", false, 1);
        int minimumCalls = (int) keys.number("minimum-calls", 1, 1_000);
        Grades grades = grades();
        BanLadder ladder = ladder();
        BanCap cap = cap();
        return mode == null || grades == null || ladder == null || cap == null
                ? null
                : new Policy(mode, modes, allow, deny, threshold, minimumCalls, grades, ladder, cap);
    }

    private @Nullable Grades grades() {
        Grade delay = grade("actions.delay", Duration.ofMillis(1), LONGEST_HOLD);
        Grade limit = grade("actions.limit", SECOND, Duration.ofDays(1));
        return keys.takeBoth("actions.delay.threshold", "actions.limit.threshold", () -> new Grades(delay, limit));
    }

    private @Nullable Grade grade(String section, Duration least, Duration most) {
        Double threshold = keys.share(section + ".threshold", false, 0.999);
        Duration time = keys.duration(section + ".time", least, most);
        int times = (int) keys.number(section + ".times", 0, 1_000_000);
        return threshold == null ? null : new Grade(threshold, time, times);
    }

    private @Nullable BanLadder ladder() {
        int before = problems.size();
        Duration first = keys.duration("bans.time", SECOND, LONGEST);
        Duration longest = keys.duration("bans.longest", SECOND, LONGEST);
        Duration forget = keys.duration("bans.forget", SECOND, LONGEST);
        Double jitter = keys.share("bans.jitter", true, 0.5);
        if (keys.isNull("bans.jitter")) {
            keys.problem("bans.jitter", "is null: write 0 for none");
        }
        return jitter == null || problems.size() > before
                ? null
                : keys.takeBoth("bans.time", "bans.longest", () -> new BanLadder(first, longest, jitter, forget));
    }

    private @Nullable BanCap cap() {
        int perMinute = (int) keys.number("bans.max-per-minute", 1, 100_000_000);
        Double share = keys.share("bans.max-share", false, 1);
        Duration pause = keys.duration("bans.pause", SECOND, LONGEST);
        return keys.take("bans.max-share", () -> new BanCap(perMinute, share, pause));
    }

    private @Nullable CallLogConfig callLog() {
        Path file = keys.path("call-log.file");
        long maxBytes = keys.size("call-log.max-size", 4_096, 1L << 40);
        long maxFiles = keys.number("call-log.max-files", 1, 10_000);
        long queue = keys.number("call-log.queue", 1, 10_000_000);
        return file == null ? null : new CallLogConfig(file, maxBytes, (int) maxFiles, (int) queue);
    }

    private OperatorConfig operator() {
        Path store = keys.path("store.folder");
        Duration grace = keys.duration("bans.grace", Duration.ZERO, LONGEST);
        int recentCalls = (int) keys.number("recent-calls", 0, 10_000_000);
        return new OperatorConfig(store == null ? null : folder.resolve(store), grace, recentCalls);
    }

    private Duration reloadCheck() {
        Duration every = keys.duration("reload-check", Duration.ZERO, Duration.ofDays(1));
        if (!every.isZero() && every.compareTo(SHORTEST_CHECK) < 0) {
            keys.problem("reload-check", "'" + config.getString("reload-check") + "' is neither 0s nor at least 10ms");
        }
        return every;
    }

    /** @param rule see {@link NetworkList} */
    private CidrSet networks(String key, String filesKey, Consumer<Cidr> rule) {
        NetworkList list = new NetworkList(rule, problems, files);
        keys.each(key, "write [\"192.0.2.0/24\"]", list::add);
        keys.each(
                filesKey,
                "write [\"my.list\"]",
                (where, file) -> list.addFile(where + ": " + file, folder.resolve(file)));
        return list.networks();
    }
}
