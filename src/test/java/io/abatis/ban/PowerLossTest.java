package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.h2.mvstore.MVStoreException;

/** A kill leaves all writes that were made; a power failure only what was synced, and of the rest what chance will have. */
final class PowerLossTest {

    private static final int CLIENTS = 400;

    @Property(seed = "1", tries = 40)
    void write_powerFailsAtAnyMoment_keepsWhatWasAcknowledged(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Ip, Offender> acknowledged = new TreeMap<>();
        byte[] content = born();
        for (int life = 0; life < 8; life++) {
            MemoryDisk disk = new MemoryDisk(content, random.nextInt(1 + random.nextInt(60)));
            Map<Ip, Offender> attempted = live(disk, acknowledged, random);
            content = disk.afterPowerLoss(random);
            Map<Ip, Offender> found = all(content);
            assertThat(found).as("life " + life).isIn(acknowledged, attempted);
            acknowledged = found;
        }
    }

    /** The first words are another matter: before these there is nothing to lose. */
    private static byte[] born() throws Exception {
        MemoryDisk disk = new MemoryDisk(new byte[0], Long.MAX_VALUE);
        Kept.open(disk).close();
        return disk.afterPowerLoss(new SplittableRandom(1));
    }

    private static Map<Ip, Offender> all(byte[] content) throws Exception {
        return Kept.open(new MemoryDisk(content, Long.MAX_VALUE)).offenders(null, CLIENTS).stream()
                .collect(Collectors.toMap(Offender::client, one -> one, (one, other) -> one, TreeMap::new));
    }

    /** Writes until the power fails, or closes before; what holds afterwards if the last write was made, too. */
    private static Map<Ip, Offender> live(MemoryDisk disk, Map<Ip, Offender> acknowledged, SplittableRandom random)
            throws Kept.DamagedException {
        Map<Ip, Offender> attempted = new TreeMap<>(acknowledged);
        try {
            Kept kept = Kept.open(disk);
            for (int writes = random.nextInt(40); writes > 0; writes--) {
                Changes changes = new Changes();
                for (int i = 1 + random.nextInt(random.nextInt(10) == 0 ? CLIENTS : 20); i > 0; i--) {
                    change(changes, attempted, random);
                }
                kept.write(changes);
                acknowledged.clear();
                acknowledged.putAll(attempted);
            }
            kept.close();
        } catch (IOException | MVStoreException e) {
            assertThat(e).hasStackTraceContaining("the power is off");
        }
        return attempted;
    }

    private static void change(Changes changes, Map<Ip, Offender> attempted, SplittableRandom random) {
        Ip client = Samples.ip(random.nextInt(CLIENTS));
        if (random.nextInt(3) == 0) {
            changes.offender(client, null);
            attempted.remove(client);
        } else {
            Offender offender = Samples.offender(client, random);
            changes.offender(client, offender);
            attempted.put(client, offender);
        }
    }
}
