package io.abatis.console;

import io.abatis.ban.Ban;
import io.abatis.ban.BanList;
import io.abatis.ban.Exemption;
import io.abatis.ban.Offender;
import io.abatis.client.Ip;
import io.abatis.gate.Event;
import io.abatis.gate.Gate;
import io.abatis.gate.Listener;
import io.abatis.gate.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can see of a gate in service, and do. Every act is told to the audit log. Clients are named as the gate counts them: an address of an
 * IPv6 network stands for all of it. Safe for all threads.
 */
public final class Console {

    /** Whether what was done outlives the process. */
    public enum Kept {
        /** It is on the disk. */
        STORED,
        /** It could not be written yet; that is tried again. */
        PENDING,
        /** Nothing outlives the process here. */
        MEMORY
    }

    /** The mode that an operator can set over that of the configuration. */
    public interface ModeSwitch {
        /** The mode that the configuration asks for outside of zones. */
        Mode configured();

        /** The one that an operator has set everywhere; null if none. */
        @Nullable
        Mode override();

        /** Sets it; null goes back to the configuration. */
        void override(@Nullable Mode mode);
    }

    private static final long MOST_WAIT_SECONDS = 10;

    private final Supplier<Gate> gates;
    private final ModeSwitch modes;
    private final Settings settings;
    private final Recent recent;
    private final Keeping keeping;
    private final Listener listener;
    private final InstantSource clock;

    /**
     * What the configuration says about operators' acts.
     *
     * @param grace how long a client whose ban was lifted is not banned for its behaviour; zero or more
     * @param ipv6Prefix how many leading bits of an IPv6 address make one client
     */
    public record Settings(Duration grace, int ipv6Prefix) {}

    /**
     * @param gates gives the gate in service
     * @param listener is told of every act
     * @param clock what time it is
     */
    public Console(
            Supplier<Gate> gates,
            ModeSwitch modes,
            Settings settings,
            Recent recent,
            Keeping keeping,
            Listener listener,
            InstantSource clock) {
        this.gates = gates;
        this.modes = modes;
        this.settings = settings;
        this.recent = recent;
        this.keeping = keeping;
        this.listener = listener;
        this.clock = clock;
    }

    /** The gate in service. */
    public Gate gate() {
        return gates.get();
    }

    /** The mode, and who set it. */
    public ModeSwitch modes() {
        return modes;
    }

    /** The record of recent calls. */
    public Recent recent() {
        return recent;
    }

    /** What time it is, milliseconds since 1970-01-01T00:00Z. */
    public long nowMillis() {
        return clock.millis();
    }

    /** How long an unbanned client is not banned again. */
    public Duration grace() {
        return settings.grace();
    }

    /** The client that an address belongs to. */
    public Ip client(Ip address) {
        return address.isV4() ? address : address.network(settings.ipv6Prefix());
    }

    /**
     * Bans a client by hand from now on. A ban that holds already gets another end. The client is labelled as malicious.
     *
     * @param time at least a second, at most 3,650 days
     * @param operator who does it
     * @param note why, in the operator's words
     * @throws IllegalArgumentException if the client is on the configuration's allow list, or the time is out of range
     */
    public Ban ban(Ip client, Duration time, String operator, String note) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofDays(3_650)) > 0) {
            throw new IllegalArgumentException("a ban lasts a second to 3650 days, not " + time);
        }
        if (gate().policy().allow().contains(client)) {
            throw new IllegalArgumentException(client
                    + " is on the allow list of the configuration, which is above all bans: take it off there first");
        }
        long now = clock.millis();
        boolean isLonger = isBanned(client, now);
        Ban ban = bans().banByHand(client, time, gate().policy().ladder().forget(), now);
        label(client, true, operator, now);
        listener.on(Event.of(isLonger ? Event.Kind.EXTENDED : Event.Kind.BANNED, now, ban, operator, note));
        return ban;
    }

    /**
     * Lifts a client's ban or limit, forgets its counts, and does not ban it for its behaviour for a while ({@link #grace}). The client is labelled as
     * benign.
     *
     * @return the ban or limit that held; null if none did
     */
    public @Nullable Ban unban(Ip client, String operator, String note) {
        long now = clock.millis();
        Exemption grace = new Exemption(now, now + settings.grace().toMillis());
        Ban lifted = gate().clear(client, grace, now);
        label(client, false, operator, now);
        String until = grace.holds(now) ? "cleared until " + Instant.ofEpochMilli(grace.untilMillis()) : "";
        listener.on(Event.of(Event.Kind.CLEARED, now, client, lifted, operator, joined(until, note)));
        return lifted;
    }

    /**
     * Allows a client for good, as if it stood on the allow list; its ban is lifted. It is labelled as benign.
     *
     * @return the ban or limit that held; null if none did
     */
    public @Nullable Ban allow(Ip client, String operator, String note) {
        long now = clock.millis();
        Ban lifted = gate().clear(client, new Exemption(now, Exemption.FOR_GOOD), now);
        label(client, false, operator, now);
        listener.on(Event.of(Event.Kind.ALLOWED, now, client, lifted, operator, note));
        return lifted;
    }

    /**
     * Takes back that a client was cleared, for a while or for good. What the configuration allows stays allowed.
     *
     * @return whether it was cleared
     */
    public boolean disallow(Ip client, String operator, String note) {
        long now = clock.millis();
        boolean wasExempt = bans().endExemption(client, now) != null;
        if (wasExempt) {
            listener.on(Event.of(Event.Kind.DISALLOWED, now, client, null, operator, note));
        }
        return wasExempt;
    }

    /** Sets the mode everywhere until the next start; null goes back to what the configuration says. */
    public void mode(@Nullable Mode mode, String operator) {
        modes.override(mode);
        String what = mode == null ? "back to the configuration's: " + modes.configured() : "everywhere: " + mode;
        listener.on(Event.of(Event.Kind.MODE_CHANGED, clock.millis(), operator, what));
    }

    /** Whether what is done outlives the process. */
    public boolean lasts() {
        return keeping.lasts();
    }

    /** Waits until all that was done is on the disk, for some seconds at most. */
    public Kept kept() {
        if (!keeping.lasts()) {
            return Kept.MEMORY;
        }
        try {
            keeping.durable().get(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
            return Kept.STORED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Kept.PENDING;
        } catch (ExecutionException | TimeoutException e) {
            return Kept.PENDING;
        }
    }

    /** Tells the audit log of something else: log-ins, for one. */
    public void tell(Event.Kind kind, @Nullable String operator, String note) {
        listener.on(Event.of(kind, clock.millis(), operator, note));
    }

    /** The bans and limits that hold, the one that ends last first. */
    public List<Ban> bansInForce() {
        return bans().current(clock.millis());
    }

    /** The clients that are cleared, for a while or for good, by address. */
    public List<Offender> cleared() {
        return bans().exempt(clock.millis());
    }

    /** What operators said of clients, by address. */
    public Map<Ip, Label> labels() {
        Map<Ip, Label> labels = new TreeMap<>();
        keeping.labels().forEach((client, line) -> {
            Label label = Label.parse(line);
            if (label != null) {
                labels.put(client, label);
            }
        });
        return labels;
    }

    /** The event that says why a client was refused last, as one line of JSON; null if it is not known. */
    public @Nullable String lastRefusal(Ip client) {
        return keeping.event(client);
    }

    /** Whom other thresholds would refuse in the record of recent calls. */
    public WhatIf whatIf() {
        long now = clock.millis();
        Gate gate = gate();
        return WhatIf.of(
                recent.all(),
                gate.floor(),
                gate.threshold(),
                client -> gate.calls(client) < gate.policy().minimumCalls() ? 0 : gate.score(client),
                client -> isBanned(client, now),
                client -> isExempt(client, now));
    }

    private BanList bans() {
        return gate().bans();
    }

    private boolean isBanned(Ip client, long nowMillis) {
        return bans().find(client, nowMillis) != null;
    }

    private boolean isExempt(Ip client, long nowMillis) {
        Offender known = bans().of(client);
        return known != null && known.isExempt(nowMillis);
    }

    private void label(Ip client, boolean isMalicious, String operator, long nowMillis) {
        keeping.label(client, new Label(isMalicious, nowMillis, operator).line());
    }

    private static String joined(String one, String other) {
        return one.isEmpty() ? other : other.isEmpty() ? one : one + ": " + other;
    }
}
