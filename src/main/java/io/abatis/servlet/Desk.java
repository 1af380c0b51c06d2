package io.abatis.servlet;

import io.abatis.audit.AuditEntry;
import io.abatis.audit.AuditLog;
import io.abatis.config.AbatisConfig;
import io.abatis.config.AbatisConfig.OperatorConfig;
import io.abatis.console.Console;
import io.abatis.console.Keeping;
import io.abatis.console.Meters;
import io.abatis.console.Recent;
import io.abatis.console.Upkeep;
import io.abatis.forest.Model;
import io.abatis.gate.Event;
import io.abatis.gate.Gate;
import io.abatis.gate.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's parts of a filter: audit log, memory, console and upkeep. Closing it ends the threads it owns, and writes what is left. */
final class Desk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AbatisFilter.class);
    private static final int WAITING_EVENTS = 10_000;
    private static final Duration UPKEEP = Duration.ofSeconds(1);

    /** After how many upkeeps what was learned of a site is written, however little; five minutes. */
    private static final int UPKEEPS_A_LESSON = 300;

    private final AuditLog audit;
    private final @Nullable Memory memory;
    private final Gate first;
    private final InstantSource clock;
    private @Nullable Watch upkeep;

    /**
     * Opens what there is to open.
     *
     * @param secret keys the gate's hashes, unless the memory knows another
     * @throws IOException if what outlives the process is to be kept in a folder that cannot be used
     */
    Desk(AbatisConfig config, Model model, long secret, Ids ids, InstantSource clock) throws IOException {
        this.clock = clock;
        this.audit = new AuditLog(WAITING_EVENTS, ids::next, config.resolver().ipv6Prefix());
        Path folder = config.operator().store();
        boolean isOpen = false;
        try {
            this.memory = folder == null ? null : Memory.open(folder, config, model, secret, audit, clock.millis());
            isOpen = true;
        } finally {
            if (!isOpen) {
                audit.close();
            }
        }
        if (memory == null) {
            LOG.info("bans are kept in memory alone: name store.folder to keep them through restarts");
        }
        this.first = memory != null
                ? memory.gate()
                : new Gate(config.policy(), model, config.maxClients(), config.maxBans(), secret, audit);
    }

    /** Random numbers for the audit log's ids. */
    interface Ids {
        long next();
    }

    /** The gate to begin with. */
    Gate gate() {
        return first;
    }

    /** Is told what happens. */
    Listener listener() {
        return audit;
    }

    /** The audit log. */
    AuditLog audit() {
        return audit;
    }

    /** Says where what these parts count is read off. */
    Meters measured(Meters meters) {
        meters.with(Meters.Part.EVENTS_DROPPED, audit::dropped);
        if (memory != null) {
            meters.with(Meters.Part.STORE_FAILURES, memory.keeper()::failures);
            meters.with(Meters.Part.STORE_PENDING, memory.keeper()::pending);
        }
        return meters;
    }

    /**
     * Makes the console, and begins the upkeep.
     *
     * @param gates gives the gate in service
     */
    Console open(AbatisConfig config, Supplier<Gate> gates, Console.ModeSwitch modes) {
        OperatorConfig operator = config.operator();
        Keeping keeping = memory == null ? Keeping.inMemory() : memory;
        AutoCloseable unused = audit.subscribe(entry -> keep(keeping, entry));
        Upkeep duties = new Upkeep(gates, audit, clock::millis, System::nanoTime);
        upkeep = new Watch("abatis-upkeep", UPKEEP, new Rounds(duties, memory));
        return new Console(
                gates,
                modes,
                new Console.Settings(operator.grace(), config.resolver().ipv6Prefix()),
                new Recent(operator.recentCalls()),
                keeping,
                audit,
                clock);
    }

    private static void keep(Keeping keeping, AuditEntry entry) {
        Event event = entry.event();
        if (event.kind() == Event.Kind.BANNED && event.client() != null) {
            keeping.event(event.client(), entry.json());
        }
    }

    /** Does what has to be done each second. Used by one thread. */
    private static final class Rounds implements Runnable {
        private final Upkeep duties;
        private final @Nullable Memory memory;
        private int round;

        Rounds(Upkeep duties, @Nullable Memory memory) {
            this.duties = duties;
            this.memory = memory;
        }

        @Override
        public void run() {
            duties.look();
            if (memory != null) {
                memory.keepLessons(++round % UPKEEPS_A_LESSON == 0);
            }
        }
    }

    @Override
    public void close() {
        if (upkeep != null) {
            upkeep.close();
        }
        audit.close(); // first, because its last events are kept, too
        if (memory != null) {
            memory.close();
        }
    }
}
