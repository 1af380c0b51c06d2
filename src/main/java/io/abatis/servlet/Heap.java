package io.abatis.servlet;

import io.abatis.count.ClientTable;
import io.abatis.forest.Model;
import java.util.Locale;

/**
 * The memory that tracked clients have to share with the application.
 *
 * @param bytes how many there are in all
 */
record Heap(long bytes) {

    private static final double MEGABYTE = 1 << 20;

    /** That of this process. */
    static Heap ofThisProcess() {
        return new Heap(Runtime.getRuntime().maxMemory());
    }

    /**
     * Refuses a table of clients that would fill three quarters of the heap or more: strangers could bring that about at any time, and no application lives
     * on what is left.
     *
     * @param maxClients how many clients there may be
     * @param model whose columns are counted
     * @throws IllegalArgumentException if it is too large, with what can be done about it
     */
    void check(int maxClients, Model model) {
        long table = ClientTable.bytes(maxClients, model.layout().shape());
        if (table > bytes / 4 * 3) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "clients.max = %d may take %.0f MB with this model, of a heap of %.0f MB: lower clients.max, give the"
                            + " process more heap (-Xmx), or train a model over shorter windows",
                    maxClients,
                    table / MEGABYTE,
                    bytes / MEGABYTE));
        }
    }
}
