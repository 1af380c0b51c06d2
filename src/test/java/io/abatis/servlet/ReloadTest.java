package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.abatis.call.Call;
import io.abatis.client.Ip;
import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigReader;
import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.forest.Forest;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.forest.ModelFile;
import io.abatis.forest.NamesModel;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Gate;
import io.abatis.gate.Listener;
import io.abatis.gate.Mode;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Files change in every way that files change; looks are taken by hand. */
final class ReloadTest {

    private static final String CONF = "abatis.conf";
    private static final String ALLOW = "my.allow";
    private static final String DENY = "my.deny";
    private static final String MODEL = "my.model";
    private static final Ip CLIENT = ip("192.0.2.7");
    private static final int MANY = 60;

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Reload.class);
    private final Map<String, FilterRegistration> filters = new TreeMap<>();
    private Model model = demo(0.5);
    private int changes;

    @BeforeEach
    void begin() throws IOException {
        log.start();
        logger.addAppender(log);
        write(ALLOW, "# nobody\n");
        write(DENY, "");
        change(MODEL, ModelFile.bytes(model));
        write(CONF, conf("mode = enforce"));
        filters.put("abatis", registration("abatis", AbatisFilter.class.getName()));
    }

    @AfterEach
    void end() {
        logger.detachAppender(log);
    }

    private static Ip ip(String literal) {
        return Objects.requireNonNull(Ip.parse(literal));
    }

    private static Model demo(double threshold) {
        try {
            Model demo = NamesModel.read();
            Map<String, String> card = new LinkedHashMap<>(demo.card().entries());
            card.put(ModelCard.THRESHOLD, Double.toString(threshold));
            return new Model(demo.layout(), demo.forest(), new ModelCard(card));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String conf(String more) {
        return "abatis {\n" + more + "\nmodel = " + MODEL + "\nallow-files = [" + ALLOW + "]\ndeny-files = [" + DENY
                + "]\n}\n";
    }

    private static FilterRegistration registration(String name, String className) {
        return (FilterRegistration) Proxy.newProxyInstance(
                FilterRegistration.class.getClassLoader(),
                new Class<?>[] {FilterRegistration.class},
                (proxy, method, given) -> method.getName().equals("getName") ? name : className);
    }

    private Reload reload(Reload.ConfigSource source, long secret) throws Exception {
        ServletContext context = context();
        Reload.First first = Reload.First.read(source, context);
        AbatisConfig config = first.config();
        Gate gate = new Gate(config.policy(), first.model(), config.maxClients(), config.maxBans(), secret);
        return new Reload(source, context, first, gate, Listener.NONE, InstantSource.system());
    }

    private ServletContext context() {
        return (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, given) -> method.getName().equals("getFilterRegistrations") ? filters : null);
    }

    private Reload reload() throws Exception {
        return reload(() -> ConfigReader.read(folder.resolve(CONF), Map.of()), 1);
    }

    /** Writes a file in place; each change has a time of its own, however coarse the file system's clock. */
    private void change(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(1_000_000_000_000L + 2_000L * changes++));
    }

    private void write(String name, String text) throws IOException {
        change(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As long as it takes to notice a change. */
    private static Service settled(Reload reload) {
        reload.look();
        return reload.look();
    }

    private List<String> logged(Level level) {
        return log.list.stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Verdict judge(Gate gate, Ip client) {
        return gate.judge(new Call(client, "GET /api/rarely", 1_000_000));
    }

    private static void getBanned(Gate gate, Ip client) {
        for (int call = 0; call < MANY; call++) {
            if (judge(gate, client).refuses()) {
                return;
            }
        }
        throw new AssertionError("not banned in " + MANY + " calls");
    }

    @Test
    void look_nothingChanged_readsNothing() throws Exception {
        Reload reload = reload();
        Service before = reload.service();

        assertThat(settled(reload)).isSameAs(before);
        assertThat(reload.hasFiles()).isTrue();
        assertThat(log.list).isEmpty();
    }

    @Test
    void look_eachFileChanged_isTakenIntoUse() throws Exception {
        Reload reload = reload();

        write(CONF, conf("mode = observe"));
        assertThat(settled(reload).gate().policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(reload.service().config().policy().mode()).isEqualTo(Mode.OBSERVE);
        write(CONF, conf("mode = enforce"));
        write(DENY, "192.0.2.0/24\n");
        assertThat(judge(settled(reload).gate(), CLIENT).reason()).isEqualTo(Reason.DENY_LISTED);
        write(ALLOW, "192.0.2.7 # a friend\n");
        assertThat(judge(settled(reload).gate(), CLIENT).reason()).isEqualTo(Reason.ALLOW_LISTED);
        change(MODEL, ModelFile.bytes(demo(0.75)));
        assertThat(settled(reload).gate().threshold()).isEqualTo(0.75);

        assertThat(logged(Level.ERROR)).isEmpty();
        assertThat(logged(Level.INFO)).hasSize(4);
    }

    @Test
    void look_changeInOneFileAlone_keepsTheModelObject() throws Exception {
        Reload reload = reload();
        Model used = reload.service().gate().model();

        write(CONF, conf("mode = observe"));

        assertThat(settled(reload).gate().model()).isSameAs(used);
    }

    /** What is broken, with what text (- deletes it), and what the log must say. */
    static List<Arguments> bad() {
        return List.of(
                new Arguments(CONF, "abatis {\n  mode = = enforce\n", List.of(CONF, "2")),
                new Arguments(CONF, "abatis {\n  mode = enforce\n", List.of(CONF)),
                new Arguments(
                        CONF, "abatis {\n  modus = enforce\n}", List.of(CONF, "line 2: unknown key 'abatis.modus'")),
                new Arguments(CONF, "abatis.mode = sometimes", List.of(CONF, "line 1", "'sometimes'")),
                new Arguments(CONF, "-", List.of(CONF, "no such file")),
                new Arguments(CONF, conf("deny = [\"10.0.0.0/33\"]"), List.of(CONF, "line 2", "10.0.0.0/33")),
                new Arguments(CONF, conf("actions.limit.threshold = 0.6"), List.of("0.6", "0.5", "actions.limit")),
                new Arguments(CONF, conf("clients.ipv6-prefix = 56"), List.of("clients.ipv6-prefix", "restart")),
                new Arguments(CONF, "abatis.model = absent.model", List.of("there is no model", "absent.model")),
                new Arguments(CONF, "abatis " + "{a ".repeat(100_000), List.of("nested too deeply")),
                new Arguments(ALLOW, "192.0.2.1\nnot.an.address\n", List.of(ALLOW + ", line 2", "not.an.address")),
                new Arguments(ALLOW, "-", List.of(ALLOW, "cannot be read")),
                new Arguments(DENY, "192.0.2.0/24/24", List.of(DENY + ", line 1")),
                new Arguments(DENY, "-", List.of(DENY, "cannot be read")),
                new Arguments(MODEL, "", List.of(MODEL)),
                new Arguments(MODEL, "something else", List.of(MODEL, "does not begin with")),
                new Arguments(MODEL, "abatis-model 2\n", List.of(MODEL, "truncated")),
                new Arguments(MODEL, "-", List.of(MODEL, "there is no model")));
    }

    /** One way to break a file. */
    record Arguments(String file, String text, List<String> reasons) {
        @Override
        public String toString() {
            return file + ": " + reasons;
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void look_badFile_changesNothingSaysWhyOnceAndTakesTheRemedy(Arguments bad) throws Exception {
        Reload reload = reload();
        Service before = reload.service();
        if (bad.text().equals("-")) {
            Files.delete(folder.resolve(bad.file()));
        } else {
            write(bad.file(), bad.text());
        }

        for (int look = 0; look < 6; look++) {
            assertThat(reload.look()).isSameAs(before);
        }

        assertThat(logged(Level.ERROR)).hasSize(1).first().asString().contains(bad.reasons());
        write(ALLOW, "192.0.2.7");
        write(DENY, "");
        change(MODEL, ModelFile.bytes(demo(0.625)));
        write(CONF, conf("mode = enforce"));
        Service after = settled(reload);
        assertThat(after.gate().threshold()).isEqualTo(0.625);
        assertThat(judge(after.gate(), CLIENT).reason()).isEqualTo(Reason.ALLOW_LISTED);
        assertThat(logged(Level.ERROR)).hasSize(1);
        assertThat(settled(reload)).isSameAs(after);
    }

    @Test
    void look_badModels_keepTheOldModelUntilAGoodOne() throws Exception {
        Reload reload = reload();
        byte[] good = ModelFile.bytes(demo(0.75));
        byte[] altered = good.clone();
        altered[good.length / 2] ^= 1;
        for (byte[] damaged : new byte[][] {
            {},
            altered,
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, good.length / 2),
            Arrays.copyOf(good, good.length + 1),
            new String(good, StandardCharsets.UTF_8)
                    .replace("abatis-model 2", "abatis-model 9")
                    .getBytes(StandardCharsets.UTF_8),
            {(byte) 0xac, (byte) 0xed, 0, 5}
        }) {
            change(MODEL, damaged);
            assertThat(settled(reload).gate().threshold()).isEqualTo(0.5);
        }
        Files.delete(folder.resolve(MODEL));
        Files.createDirectory(folder.resolve(MODEL));
        assertThat(settled(reload).gate().threshold()).isEqualTo(0.5);
        Files.delete(folder.resolve(MODEL));

        change(MODEL, good);
        assertThat(settled(reload).gate().threshold()).isEqualTo(0.75);
    }

    /** The present model's threshold is 0.5; a limit at 0.6 fits the next one alone. */
    @Test
    void look_gradesFitTheNextModelOnly_areTakenWithItAndRefusedWithoutIt() throws Exception {
        Reload reload = reload();
        write(CONF, conf("actions.limit.threshold = 0.6"));
        assertThat(settled(reload).gate().policy().grades().limit()).isNull();

        change(MODEL, ModelFile.bytes(demo(0.75)));

        assertThat(settled(reload).gate().policy().grades().limit()).isNotNull();
        change(MODEL, ModelFile.bytes(demo(0.55)));
        assertThat(settled(reload).gate().threshold()).isEqualTo(0.75);
        assertThat(logged(Level.ERROR)).hasSize(2);
    }

    @Test
    void look_remedyLiesInAFileFirstNamedByTheRefusedConfiguration_isTaken() throws Exception {
        Reload reload = reload();
        write(CONF, conf("mode = enforce").replace(DENY, "new.deny"));
        assertThat(settled(reload).gate().policy().deny().contains(CLIENT)).isFalse();
        assertThat(logged(Level.ERROR)).hasSize(1);

        write("new.deny", "192.0.2.7");
        assertThat(settled(reload).gate().policy().deny().contains(CLIENT)).isTrue();

        write("new.deny", "");
        assertThat(settled(reload).gate().policy().deny().contains(CLIENT)).isFalse();
    }

    /** Whoever puts the old file back has mended it; whoever then breaks it again wants to hear of it. */
    @Test
    void look_oldFilePutBack_keepsTheServiceAndTellsTheNextBreakAnew() throws Exception {
        Reload reload = reload();
        Service before = reload.service();
        Path file = folder.resolve(CONF);
        for (int round = 1; round <= 2; round++) {
            Files.move(file, folder.resolve("kept"));
            settled(reload);
            assertThat(logged(Level.ERROR)).hasSize(round);
            Files.move(folder.resolve("kept"), file);
            assertThat(settled(reload)).isSameAs(before);
        }
        assertThat(logged(Level.INFO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({CONF, ALLOW, DENY, MODEL})
    void look_fileBeingWrittenInPlace_isNotTakenHalf(String file) throws Exception {
        Reload reload = reload();
        write(DENY, "192.0.2.7\n192.0.2.8\n");
        write(ALLOW, "192.0.2.1\n");
        Service before = settled(reload);
        byte[] whole = Files.readAllBytes(folder.resolve(file));

        for (int length = 0; length < whole.length; length += 1 + whole.length / 7) {
            change(file, Arrays.copyOf(whole, length));
            assertThat(reload.look().gate()).as("half a file is in use").isSameAs(before.gate());
        }
        change(file, whole);

        Service after = settled(reload);
        assertThat(after.gate().policy().deny())
                .hasToString(before.gate().policy().deny().toString());
        assertThat(after.gate().policy().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(judge(after.gate(), ip("192.0.2.8")).reason()).isEqualTo(Reason.DENY_LISTED);
        assertThat(logged(Level.ERROR)).isEmpty();
    }

    /** An editor saves beside the file, and renames; the new file may have the old one's size and time. */
    @Test
    void look_replacedByRenameWithSameSizeAndTime_isTaken() throws Exception {
        write(DENY, "192.0.2.7\n");
        Reload reload = reload();
        FileTime time = Files.getLastModifiedTime(folder.resolve(DENY));
        Path next = Files.writeString(folder.resolve("next"), "192.0.2.8\n");
        Files.setLastModifiedTime(next, time);

        Files.move(next, folder.resolve(DENY), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        Gate gate = settled(reload).gate();
        assertThat(judge(gate, CLIENT).refuses()).isFalse();
        assertThat(judge(gate, ip("192.0.2.8")).refuses()).isTrue();
    }

    /** The file was read within the very tick of the clock in which it is written again, to the same size. */
    @Test
    void look_rewrittenInPlaceWithinOneTick_isTaken() throws Exception {
        Reload reload = reload();
        write(DENY, "192.0.2.7\n");
        FileTime time = Files.getLastModifiedTime(folder.resolve(DENY));
        reload.look();
        Files.writeString(folder.resolve(DENY), "192.0.2.8\n");
        Files.setLastModifiedTime(folder.resolve(DENY), time);

        Gate gate = reload.look().gate();

        assertThat(judge(gate, ip("192.0.2.8")).refuses()).isTrue();
        assertThat(judge(gate, CLIENT).refuses()).isFalse();
    }

    /** The first reading is over before anybody looks: a change in between must not be taken for what was read. */
    @Test
    void look_changedWhileTheFirstWasRead_isTaken() throws Exception {
        AtomicInteger readings = new AtomicInteger();
        Reload reload = reload(
                () -> {
                    AbatisConfig config = ConfigReader.read(folder.resolve(CONF), Map.of());
                    if (readings.getAndIncrement() == 0) {
                        deny("192.0.2.7");
                    }
                    return config;
                },
                1);
        assertThat(judge(reload.service().gate(), CLIENT).refuses()).isFalse();

        assertThat(judge(settled(reload).gate(), CLIENT).refuses()).isTrue();
    }

    private void deny(String entries) {
        try {
            write(DENY, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void look_sameLayout_keepsCountsAndBans() throws Exception {
        Reload reload = reload();
        Gate before = reload.service().gate();
        getBanned(before, CLIENT);
        judge(before, ip("192.0.2.8"));
        int[] counts = before.vector(ip("192.0.2.8"));

        change(MODEL, ModelFile.bytes(demo(0.75)));
        write(CONF, conf("mode = enforce\nminimum-calls = 3"));
        Gate after = settled(reload).gate();

        assertThat(after).isNotSameAs(before);
        assertThat(after.policy().minimumCalls()).isEqualTo(3);
        assertThat(counts).isNotEmpty();
        assertThat(after.vector(ip("192.0.2.8"))).isEqualTo(counts);
        assertThat(judge(after, CLIENT).reason()).isEqualTo(Reason.BANNED);
        assertThat(after.stats()).isSameAs(before.stats());
    }

    @Test
    void look_otherLayout_keepsBansAndBeginsToCountAnew() throws Exception {
        Reload reload = reload();
        getBanned(reload.service().gate(), CLIENT);
        judge(reload.service().gate(), ip("192.0.2.8"));

        change(MODEL, ModelFile.bytes(ShippedModel.read()));
        Gate after = settled(reload).gate();

        assertThat(after.trackedClients()).isZero();
        assertThat(judge(after, CLIENT).reason()).isEqualTo(Reason.BANNED);
    }

    @Test
    void look_bannedClientComesOntoTheAllowList_isLetInAtOnce() throws Exception {
        Reload reload = reload();
        getBanned(reload.service().gate(), CLIENT);

        write(ALLOW, "192.0.2.7\n");

        assertThat(judge(settled(reload).gate(), CLIENT).reason()).isEqualTo(Reason.ALLOW_LISTED);
    }

    @Test
    void look_trustedProxiesChange_takesEffect() throws Exception {
        Reload reload = reload();
        assertThat(reload.service().config().resolver().trusted().contains(ip("10.0.0.1")))
                .isFalse();
        Calls before = reload.service().calls();

        write(CONF, conf("clients.trusted-proxies = [\"10.0.0.0/8\"]"));

        assertThat(settled(reload).config().resolver().trusted().contains(ip("10.0.0.1")))
                .isTrue();
        assertThat(reload.service().calls()).isNotSameAs(before);
    }

    /** Ten thousand names over sixteen lengths: 330 kilobytes a client. */
    @Test
    void look_modelThatTheHeapHasNoRoomFor_isRefusedWithTheRemedies() throws Exception {
        Reload reload = reload();
        Service before = reload.service();
        Map<String, Integer> names = new LinkedHashMap<>();
        IntStream.range(0, 10_000).forEach(i -> names.put("GET /" + i, 0));
        List<Column> columns = IntStream.range(0, 16)
                .<Column>mapToObj(i -> new Column.Calls(256 + i, "GET /0"))
                .toList();
        int[] root = {0};
        int[] leaf = {Forest.LEAF};
        Forest forest = new Forest(columns.size(), root, leaf, new double[1], new double[1], new int[1], new int[1]);
        Model large =
                new Model(new FeatureLayout(names, columns), forest, new ModelCard(Map.of(ModelCard.THRESHOLD, "1")));

        change(MODEL, ModelFile.bytes(large));

        assertThat(settled(reload)).isSameAs(before);
        assertThat(logged(Level.ERROR))
                .hasSize(1)
                .first()
                .asString()
                .contains("clients.max = 65536 may take", "lower clients.max", "-Xmx");
    }

    @ParameterizedTest
    @CsvSource({
        "clients.max = 1024, clients.max",
        "bans.max = 10, bans.max",
        "call-log.file = null, call-log",
        "reload-check = 1m, reload-check"
    })
    void look_changeThatWaitsForTheNextStart_isToldOnceAndNotWhenTakenBack(String line, String key) throws Exception {
        Reload reload = reload();

        write(CONF, conf(line));
        settled(reload);
        assertThat(logged(Level.WARN)).hasSize(1).first().asString().contains("changes of " + key + " wait");
        write(DENY, "192.0.2.9");
        settled(reload);
        write(CONF, conf(""));
        settled(reload);

        assertThat(logged(Level.WARN)).hasSize(1);
        assertThat(logged(Level.INFO)).hasSize(3);
    }

    @Test
    void look_callsBeginToBeHeldWhereFiltersMissAsync_isRefusedNamingThem() throws Exception {
        filters.put("security", registration("security", "com.example.Security"));
        Reload reload = reload();

        write(CONF, conf("actions.delay.threshold = 0.25"));

        assertThat(settled(reload).gate().policy().grades().delay()).isNull();
        assertThat(logged(Level.ERROR)).hasSize(1).first().asString().contains("the filters [security]", "ASYNC");
        write(CONF, conf("actions.delay { threshold = 0.25, filters-take-async = true }"));
        assertThat(settled(reload).gate().policy().grades().delay()).isNotNull();
    }

    @Test
    void toString_ofAllThatMayBeLogged_tellsNoSecret() throws Exception {
        long secret = 0x5ec2e7_5ec2e7L;
        Reload reload = reload(() -> ConfigReader.read(folder.resolve(CONF), Map.of()), secret);

        assertThat(reload.service().toString()).doesNotContain(Long.toString(secret), Long.toHexString(secret));
    }
}
