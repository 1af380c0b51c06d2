package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.count.ClientTable;
import io.abatis.forest.Model;
import io.abatis.forest.ShippedModel;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class HeapTest {

    private static final int CLIENTS = 65_536;

    private final Model model = ShippedModel.read();
    private final long table = ClientTable.bytes(CLIENTS, model.layout().shape());

    HeapTest() throws IOException {}

    @Test
    void check_defaultClientsInAnySensibleHeap_fit() {
        assertThatCode(() -> new Heap(64 << 20).check(CLIENTS, model)).doesNotThrowAnyException();
    }

    @Test
    void check_threeQuartersAndMore_isRefusedWithTheRemedies() {
        assertThatCode(() -> new Heap(table / 3 * 4 + 4).check(CLIENTS, model)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Heap(table / 3 * 4 - 4).check(CLIENTS, model))
                .withMessageContainingAll("clients.max = 65536", "32 MB", "43 MB", "-Xmx", "shorter windows");
    }

    @Test
    void check_mostClients_areNoOverflow() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Heap(1L << 36).check(1 << 28, model));
    }
}
