package io.abatis.count;

import io.abatis.call.MethodClass;

/**
 * What is known of a call beside its name.
 *
 * @param rarity how many other clients are served on its route
 * @param method what kind of method it has
 * @param route tells routes apart, almost always: 16 bits of a keyed hash, never 0
 */
public record Sighting(Rarity rarity, MethodClass method, short route) {

    /** For windows that count names only. */
    public static final Sighting NONE = new Sighting(Rarity.NEVER, MethodClass.READ, (short) 1);
}
