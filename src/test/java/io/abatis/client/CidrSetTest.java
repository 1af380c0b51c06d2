package io.abatis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class CidrSetTest {

    @Property(seed = "1")
    void contains_anyNetworksAndAddress_agreesWithAskingEach(
            @ForAll("networks") List<Cidr> networks, @ForAll("addresses") Ip any) {
        CidrSet set = CidrSet.copyOf(networks);
        List<Ip> addresses = new ArrayList<>(List.of(any));
        for (Cidr one : networks) {
            Ip first = one.network();
            addresses.add(first);
            addresses.add(new Ip(first.high(), first.low() - 1));
            addresses.add(new Ip(first.high(), first.low() + 1));
            addresses.add(new Ip(first.high() ^ any.low(), first.low() ^ any.low()));
        }
        for (Ip ip : addresses) {
            assertThat(set.contains(ip))
                    .as("%s in %s", ip, networks)
                    .isEqualTo(networks.stream().anyMatch(one -> one.contains(ip)));
        }
    }

    @Property(seed = "1")
    void toString_anyNetworks_readsBackAsTheSameWhateverTheirOrder(@ForAll("networks") List<Cidr> networks) {
        List<Cidr> shuffled = new ArrayList<>(networks);
        Collections.shuffle(shuffled, new Random(1));
        String text = CidrSet.copyOf(networks).toString();
        assertThat(CidrSet.copyOf(shuffled)).hasToString(text);
        if (!networks.isEmpty()) {
            assertThat(CidrSet.of(List.of(text.split(", ")))).hasToString(text);
        }
    }

    @Test
    void contains_familiesSideBySide_neverMatchEachOther() {
        CidrSet all6 = CidrSet.of(List.of("::/0"));
        CidrSet all4 = CidrSet.of(List.of("0.0.0.0/0"));
        CidrSet both = CidrSet.of(List.of("::/0", "10.0.0.0/8"));
        assertThat(all6.contains(Ip.of("10.0.0.1"))).isFalse();
        assertThat(all6.contains(Ip.of("::fffe:10.0.0.1"))).isTrue();
        assertThat(all4.contains(Ip.of("::"))).isFalse();
        assertThat(all4.contains(Ip.of("255.255.255.255"))).isTrue();
        assertThat(both.contains(Ip.of("2001:db8::1"))).isTrue();
        assertThat(both.contains(Ip.of("11.0.0.1"))).isFalse();
    }

    @Test
    void contains_hundredsOfThousandsOfNetworks_isFastAndAllocatesNothing() {
        Random random = new Random(1);
        List<Cidr> networks = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            networks.add(new Cidr(Ip.ofV4(random.nextInt()).network(28), 28));
            networks.add(new Cidr(new Ip(random.nextLong() | Long.MIN_VALUE, 0).network(56), 56));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            CidrSet set = CidrSet.copyOf(networks);
            assertThat(networks.stream().allMatch(one -> set.contains(one.network())))
                    .isTrue();
            Ip[] asked = new Ip[1_000_000];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = i % 2 == 0 ? Ip.ofV4(random.nextInt()) : new Ip(random.nextLong(), 1);
            }
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            int found = 0;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (Ip ip : asked) {
                found += set.contains(ip) ? 1 : 0;
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).isLessThan(asked.length);
            assertThat(found).isBetween(1, asked.length - 1);
            assertThat(set.toString()).hasSizeLessThan(10_000).contains(" more");
        });
    }

    /** Addresses close together, so that networks lie within each other, and at the borders of both families. */
    @Provide
    static Arbitrary<Ip> addresses() {
        Arbitrary<Long> ends =
                Arbitraries.of(0L, 1L, 2L, 3L, 0xffff_0a00_0000L, 0xffff_0000_0000L, 0xffff_ffff_ffffL, -1L, 1L << 48);
        Arbitrary<Long> highs = Arbitraries.of(0L, 0L, 0L, 1L, Long.MIN_VALUE, Long.MAX_VALUE, -1L);
        return Arbitraries.oneOf(
                IpTest.addresses(),
                Combinators.combine(highs, ends, Arbitraries.integers().between(0, 300))
                        .as((high, low, more) -> new Ip(high, low + more)));
    }

    @Provide
    static Arbitrary<List<Cidr>> networks() {
        return Combinators.combine(addresses(), Arbitraries.integers().between(0, 128))
                .as((ip, prefix) -> {
                    int length = Math.min(prefix, ip.width());
                    return new Cidr(ip.network(length), length);
                })
                .list()
                .ofMaxSize(12);
    }
}
