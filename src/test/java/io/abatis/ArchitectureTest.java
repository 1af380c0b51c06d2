package io.abatis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the graph of packages: which room may use which, and which libraries are allowed in it. */
final class ArchitectureTest {

    private static final String ROOT = "io.abatis.";
    private static final Set<String> LEAVES = Set.of("demo", "load", "gateway", "cli");

    /** What each room's row names; it may use what those rows name, too. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry("client", List.of()),
            Map.entry("call", List.of("client")),
            Map.entry("count", List.of("call", "client")),
            Map.entry("forest", List.of("count")),
            Map.entry("ban", List.of("client")),
            Map.entry("gate", List.of("ban", "forest", "count", "call", "client")),
            Map.entry("audit", List.of("gate")),
            Map.entry("config", List.of("gate")),
            Map.entry("console", List.of("gate")),
            Map.entry("servlet", List.of("gate", "config", "traffic", "audit", "console")),
            Map.entry("traffic", List.of("call", "client")),
            Map.entry("traffic.site", List.of("traffic")),
            Map.entry("training", List.of("gate", "traffic", "traffic.site")),
            Map.entry("admin", List.of("gate", "config", "audit", "console", "traffic", "metrics")),
            Map.entry("metrics", List.of("console")),
            Map.entry("spring", List.of("servlet", "config", "metrics")));

    /** Beyond the JDK and the annotations for null. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("count", List.of("javax.crypto..")),
            Map.entry("forest", List.of("org.slf4j..")),
            Map.entry("ban", List.of("org.slf4j..", "org.h2.mvstore..")),
            Map.entry("gate", List.of("org.slf4j..")),
            Map.entry("console", List.of("org.slf4j..")),
            Map.entry("audit", List.of("org.slf4j..", "com.typesafe.config..")),
            Map.entry("config", List.of("org.slf4j..", "com.typesafe.config..")),
            Map.entry("servlet", List.of("org.slf4j..", "jakarta.servlet..", "javax.management..")),
            Map.entry(
                    "traffic",
                    List.of("org.slf4j..", "de.siegmar.fastcsv..", "com.vlkan.rfos..", "org.apache.commons.rng..")),
            Map.entry("training", List.of("org.slf4j..", "weka..")),
            Map.entry(
                    "admin",
                    List.of(
                            "org.slf4j..",
                            "jakarta.servlet..",
                            "com.fasterxml.jackson..",
                            "de.siegmar.fastcsv..",
                            "io.micrometer..")),
            Map.entry("metrics", List.of("io.micrometer..")),
            Map.entry("spring", List.of("jakarta.servlet..", "org.springframework..", "io.micrometer..")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.abatis");

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    @Test
    void packages_all_areRoomsOrLeaves() {
        Set<String> known = new TreeSet<>(ROOMS.keySet());
        known.addAll(LEAVES);
        assertThat(CLASSES.stream().map(ArchitectureTest::room).collect(Collectors.toSet()))
                .isSubsetOf(known)
                .containsAll(List.of("client", "call", "count", "forest", "ban", "gate", "config", "servlet"));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_any_usesOnlyWhatItsRowAllows(String room) {
        Stream<String> own = reachable(room).stream().map(name -> ROOT + name);
        Stream<String> libraries = Stream.concat(
                Stream.of("java..", "org.jspecify.annotations"), LIBRARIES.getOrDefault(room, List.of()).stream());
        classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(own, libraries).toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void packages_all_haveNoCycle() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void leaves_any_areUsedByLeavesAlone() {
        String[] leaves = LEAVES.stream().map(leaf -> ROOT + leaf + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(leaves)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(leaves)
                .check(CLASSES);
    }

    @Test
    void jakarta_anything_staysInTheRoomsForHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + "servlet", ROOT + "spring", ROOT + "admin", ROOT + "demo", ROOT + "gateway")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta..")
                .check(CLASSES);
    }

    @Test
    void spring_anything_staysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "spring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
    }

    @Test
    void weka_anything_staysInTraining() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "training")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("weka..")
                .check(CLASSES);
    }

    @Test
    void logging_everywhere_goesThroughSlf4j() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void hostNames_outsideTheLeaves_areNeverResolved() {
        noClasses()
                .that()
                .resideInAnyPackage(rooms().map(room -> ROOT + room).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.Inet\\w*Address")
                .check(CLASSES);
    }

    private static String room(JavaClass one) {
        return one.getPackageName().substring(ROOT.length());
    }

    private static Set<String> reachable(String room) {
        Set<String> reached = new TreeSet<>(Set.of(room));
        ROOMS.getOrDefault(room, List.of()).forEach(next -> reached.addAll(reachable(next)));
        return reached;
    }
}
