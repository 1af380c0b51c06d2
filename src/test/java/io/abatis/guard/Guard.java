package io.abatis.guard;

/**
 * A piece of code that closes a hole, and the test that holds it.
 *
 * @param hole what filters of this kind have suffered
 * @param source the class that holds the guard, as a path below {@code io/abatis}, without extension
 * @param code the guard, as it stands there exactly once
 * @param without what stands there when the guard is taken out; must compile
 * @param test the class of the test, below {@code io.abatis}, a hash, and its method; only the class if any of its tests may fail
 */
record Guard(String hole, String source, String code, String without, String test) {

    @Override
    public String toString() {
        return hole + ": " + source + " without '"
                + code.strip().lines().findFirst().orElse("") + "'";
    }
}
