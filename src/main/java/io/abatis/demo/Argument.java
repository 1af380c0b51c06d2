package io.abatis.demo;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a command takes as its one argument: each kind says yes to a short list of shapes and no to all else. */
enum Argument {

    /** None at all. */
    NONE("no argument") {
        @Override
        boolean allows(@Nullable String argument, ConfinedFolder folder) {
            return argument == null;
        }
    },

    /** A few plain words: letters, digits, spaces, and dots, commas or hyphens between them. */
    WORDS("a few plain words") {
        @Override
        boolean allows(@Nullable String argument, ConfinedFolder folder) {
            return argument != null && PLAIN_WORDS.matcher(argument).matches();
        }
    },

    /** The name of a file that lies in the sample folder. */
    FILE("the name of a file in the sample folder") {
        @Override
        boolean allows(@Nullable String argument, ConfinedFolder folder) {
            return argument != null && FILE_NAME.matcher(argument).matches() && folder.hasFile(argument);
        }
    },

    /** Such a file, or none. */
    FILE_OR_NONE("nothing, or the name of a file in the sample folder") {
        @Override
        boolean allows(@Nullable String argument, ConfinedFolder folder) {
            return argument == null || FILE.allows(argument, folder);
        }
    };

    /** Neither pattern lets an argument begin with a hyphen, so that none can be an option. */
    private static final Pattern PLAIN_WORDS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 .,-]{0,63}");

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final String words;

    Argument(String words) {
        this.words = words;
    }

    /**
     * Whether an argument may be handed to the program.
     *
     * @param argument what the visitor sent; null for none
     * @param folder the folder that file names are looked up in
     */
    abstract boolean allows(@Nullable String argument, ConfinedFolder folder);

    /** What is allowed, to follow "takes". */
    String words() {
        return words;
    }
}
