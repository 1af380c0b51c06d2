package io.abatis.forest;

import io.abatis.count.Window;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The kinds of calls by their names, numbered from 0. Immutable. */
final class Kinds {
    /*
     * Every call asks here, and in a map of boxed numbers the answer took as long as all the counting. So this is a table of names with open addresses (Knuth,
     * "The Art of Computer Programming", volume 3, section 6.4), a quarter full at most: what lies where is settled by the model, and no name that a client calls
     * is ever put in.
     */

    private final @Nullable String[] names;
    private final int[] kinds;

    /** @param calls all different, in the order of their kinds */
    Kinds(Collection<String> calls) {
        int size = Integer.highestOneBit(calls.size() + 1) * 8;
        this.names = new @Nullable String[size];
        this.kinds = new int[size];
        int kind = 0;
        for (String call : calls) {
            int place = first(call);
            while (names[place] != null) {
                place = next(place);
            }
            names[place] = call;
            kinds[place] = kind++;
        }
    }

    private int first(String call) {
        return call.hashCode() * 0x9e3779b9 >>> 8 & names.length - 1;
    }

    private int next(int place) {
        return place + 1 & names.length - 1;
    }

    /** The kind of a call; {@link Window#UNNAMED} if it has none. */
    int of(String call) {
        for (int place = first(call); ; place = next(place)) {
            String name = names[place];
            if (name == null) {
                return Window.UNNAMED;
            }
            if (name.equals(call)) {
                return kinds[place];
            }
        }
    }
}
