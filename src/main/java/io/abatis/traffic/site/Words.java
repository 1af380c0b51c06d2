package io.abatis.traffic.site;

import java.util.List;

/** A site's own vocabulary: words of a language made of its own syllables, mixed with those that every site has, written in its own style. */
final class Words {

    private static final List<String> COMMON = List.of(
            ("about news blog team contact products services projects people help support terms privacy events gallery"
                            + " archive downloads docs guide reference tutorial faq press jobs career history research papers publications software"
                            + " tools music photos video travel food garden house school course student library book author review price offer sale"
                            + " order account profile message group forum topic thread post comment category tag year month summer winter city country"
                            + " map route train flight hotel room user item product invoice payment report chart data file image version release note"
                            + " linux java python server network security database cloud mobile web design style template page index list detail"
                            + " search main start welcome overview introduction install setup examples advanced license partners customers members")
                    .split(" "));
    private static final String ONSETS = "b br c ch d f fl g gr h j k l m n p pr qu r s sch sh st t tr v w z";
    private static final String VOWELS = "a e i o u ai ea ie oo ou y";
    private static final String CODAS = "- - - - l m n r s t ck nd ng rt st x";
    private static final List<String> SEPARATORS = List.of("-", "-", "-", "_", "_", "+", "%20", "", ".");

    private final Dice dice;
    private final List<String> onsets;
    private final List<String> vowels;
    private final List<String> codas = List.of(CODAS.split(" "));
    private final double invented;
    private final String separator;
    private final boolean capitals;

    Words(Dice dice) {
        this.dice = dice;
        onsets = dice.sample(List.of(ONSETS.split(" ")), 14);
        vowels = dice.sample(List.of(VOWELS.split(" ")), 6);
        invented = dice.between(.1, .9);
        separator = dice.pick(SEPARATORS);
        capitals = dice.chance(.12);
    }

    String word() {
        String word = dice.chance(invented) ? invent(dice.between(1, 3)) : dice.pick(COMMON);
        return capitals ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word;
    }

    /** Some words in the site's way of joining them. */
    String title(int words) {
        StringBuilder title = new StringBuilder(word());
        for (int i = 1; i < words; i++) {
            title.append(separator).append(word());
        }
        return title.toString();
    }

    private String invent(int syllables) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            String coda = dice.pick(codas);
            word.append(dice.pick(onsets)).append(dice.pick(vowels)).append(coda.equals("-") ? "" : coda);
        }
        return word.toString();
    }
}
