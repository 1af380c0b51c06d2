package io.abatis.ban;

import io.abatis.client.Ip;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Offenders by their address. Any thread may read, and waits for nobody; writers must exclude each other. Nothing is allocated to read. */
final class OffenderTable {
    /*
     * Every call asks here, and nearly always for a client that nothing was ever done to. Chained entries tell that after two or three looks at memory;
     * open addressing (Knuth, "The Art of Computer Programming", volume 3, section 6.4) tells it after one, for the tags lie side by side, a byte each, so that
     * those of 50,000 offenders stay in the processor's cache. The hash is keyed, so that nobody can choose addresses that make long runs.
     *
     * A slot once taken keeps its tag until all are laid out anew, so readers never meet a run that is torn; who is removed leaves a tag without an
     * offender.
     */

    private static final int LEAST = 64;
    private static final byte FREE = 0;
    private static final VarHandle TAGS = MethodHandles.arrayElementVarHandle(byte[].class);

    private final long secret;
    private volatile Slots slots = new Slots(LEAST);
    private int size;
    private int taken;

    /** A slot's tag is eight bits of its offender's hash, others than those that lead to the slot. */
    private static final class Slots {

        private final byte[] tags;
        private final AtomicReferenceArray<@Nullable Offender> offenders;

        Slots(int count) {
            this.tags = new byte[count];
            this.offenders = new AtomicReferenceArray<>(count);
        }

        int count() {
            return tags.length;
        }

        private byte tag(int slot) {
            return (byte) TAGS.getAcquire(tags, slot);
        }

        int first(long hash) {
            return (int) hash & count() - 1;
        }

        static byte tag(long hash) {
            byte tag = (byte) (hash >>> 56);
            return tag == FREE ? 1 : tag;
        }

        int next(int slot) {
            return slot + 1 & count() - 1;
        }

        /** The slot of a client; negative if it has none. */
        int find(Ip client, long hash) {
            byte tag = tag(hash);
            for (int slot = first(hash); ; slot = next(slot)) {
                byte found = tag(slot);
                if (found == FREE) {
                    return -1;
                }
                if (found == tag) {
                    Offender one = offenders.getAcquire(slot);
                    if (one != null && one.client().equals(client)) {
                        return slot;
                    }
                }
            }
        }

        void add(Offender offender, long hash) {
            int slot = first(hash);
            while (tags[slot] != FREE) {
                slot = next(slot);
            }
            offenders.setRelease(slot, offender);
            TAGS.setRelease(tags, slot, tag(hash));
        }
    }

    /** @param secret keys the hash */
    OffenderTable(long secret) {
        this.secret = secret;
    }

    private long hash(Ip client) {
        return client.hash(secret);
    }

    @Nullable
    Offender get(Ip client) {
        Slots now = slots;
        int slot = now.find(client, hash(client));
        return slot < 0 ? null : now.offenders.getAcquire(slot);
    }

    /** How many there are; for writers. */
    int size() {
        return size;
    }

    /** All of a moment, in no order; approximately while somebody writes. */
    List<Offender> all() {
        Slots now = slots;
        List<Offender> all = new ArrayList<>();
        for (int slot = 0; slot < now.count(); slot++) {
            Offender one = now.offenders.getAcquire(slot);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /** Puts in an offender, or another state of one. */
    void put(Offender offender) {
        long hash = hash(offender.client());
        int slot = slots.find(offender.client(), hash);
        if (slot >= 0) {
            slots.offenders.setRelease(slot, offender);
            return;
        }
        if (8L * (taken + 1) > 5L * slots.count()) {
            layOutAnew();
        }
        slots.add(offender, hash);
        size++;
        taken++;
    }

    /** A quarter to half of the slots are taken then, and five eighths before the next time: so it is seldom, and runs are short. */
    private void layOutAnew() {
        Slots next = new Slots(Math.max(LEAST, Integer.highestOneBit(size + 1) * 4));
        all().forEach(one -> next.add(one, hash(one.client())));
        slots = next;
        taken = size;
    }

    /** Whether it was there. */
    boolean remove(Ip client) {
        int slot = slots.find(client, hash(client));
        if (slot < 0) {
            return false;
        }
        slots.offenders.setRelease(slot, null);
        size--;
        return true;
    }
}
