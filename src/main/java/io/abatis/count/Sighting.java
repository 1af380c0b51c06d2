package io.abatis.count;

import io.abatis.call.MethodClass;

/**
 * What is known of a call beside its name. Where each call counts it travels as an int, see {@link #packed()}, so that none is allocated.
 *
 * @param rarity how many other clients are served on its route
 * @param method what kind of method it has
 * @param route tells routes apart, almost always: 16 bits of a keyed hash, never 0
 */
public record Sighting(Rarity rarity, MethodClass method, short route) {

    /** For windows that count names only. */
    public static final Sighting NONE = new Sighting(Rarity.NEVER, MethodClass.READ, (short) 1);

    private static final Rarity[] RARITIES = Rarity.values();
    private static final MethodClass[] METHODS = MethodClass.values();

    private static final int RARITY_SHIFT = 16;
    private static final int METHOD_SHIFT = 19;
    private static final int RARITY_MASK = 7;
    private static final int METHOD_MASK = 3;

    /** A bit for each rarity that is strange. */
    private static final int STRANGE = strange();

    private static int strange() {
        int bits = 0;
        for (Rarity rarity : RARITIES) {
            bits |= rarity.isStrange() ? 1 << Sheet.index(rarity) : 0;
        }
        return bits;
    }

    /** The sighting as an int: its route in the low half, above it the places of rarity and method among their like. */
    public int packed() {
        return pack(rarity, method, route);
    }

    /** The sighting of such an int. */
    public static Sighting of(int packed) {
        return new Sighting(RARITIES[rarity(packed)], METHODS[method(packed)], route(packed));
    }

    static int pack(Rarity rarity, MethodClass method, short route) {
        return Sheet.index(rarity) << RARITY_SHIFT | Sheet.index(method) << METHOD_SHIFT | Short.toUnsignedInt(route);
    }

    static int rarity(int packed) {
        return packed >>> RARITY_SHIFT & RARITY_MASK;
    }

    static int method(int packed) {
        return packed >>> METHOD_SHIFT & METHOD_MASK;
    }

    static short route(int packed) {
        return (short) packed;
    }

    static boolean isStrange(int packed) {
        return (STRANGE >>> rarity(packed) & 1) != 0;
    }
}
