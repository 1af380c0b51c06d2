package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilesServletTest extends DemoTest {

    private static final String MARKUP = "<img src=x onerror=alert(1)>.txt";

    @TempDir
    static Path place;

    @Override
    DemoServer prepared(DemoServer demo) throws IOException {
        Path shown = Files.createDirectory(place.resolve("shown"));
        Files.writeString(shown.resolve("plain.txt"), "hello");
        Files.writeString(shown.resolve(MARKUP), "");
        Files.createDirectories(shown.resolve("inner/deep"));
        Files.writeString(shown.resolve("inner/deep/leaf.txt"), "leaf");
        Path outside = Files.createDirectory(place.resolve("outside"));
        Files.writeString(outside.resolve("secret-plan.txt"), "x");
        Files.createSymbolicLink(shown.resolve("link"), outside);
        Files.createSymbolicLink(shown.resolve("inner/home"), shown);
        Path crowd = Files.createDirectory(shown.resolve("crowd"));
        for (int i = 0; i < ConfinedFolder.MAX_ENTRIES + 5; i++) {
            Files.createFile(crowd.resolve(Integer.toString(i)));
        }
        return demo.with(DemoServer.FILES, shown);
    }

    @Test
    void list_root_showsFoldersThenFiles() throws Exception {
        JsonNode listing = visitor().json("/files");

        assertThat(listing.get("complete").asBoolean()).isTrue();
        assertThat(listing.get("entries").findValuesAsText("name"))
                .containsExactly("crowd", "inner", MARKUP, "plain.txt", "link");
        assertThat(listing.at("/entries/3/bytes").asLong()).isEqualTo(5);
        assertThat(listing.at("/entries/4/kind").asText()).isEqualTo("OTHER");
    }

    @Test
    void list_innerFolder_linksTheWayBack() throws Exception {
        String page = visitor().get("/files?path=inner/deep", Visitor.HTML).body();

        assertThat(page).contains("leaf.txt", "href=\"files?path=inner\"", "href=\"files?path=inner%2Fdeep\"");
    }

    @Test
    void list_nameWithMarkup_isEncoded() throws Exception {
        String page = visitor().get("/files", Visitor.HTML).body();

        assertThat(page).contains("&lt;img src=x").doesNotContain("<img src=x");
    }

    @Test
    void list_crowdedFolder_isCut() throws Exception {
        JsonNode listing = visitor().json("/files?path=crowd");

        assertThat(listing.get("entries")).hasSize(ConfinedFolder.MAX_ENTRIES);
        assertThat(listing.get("complete").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "link/", "link/secret-plan.txt", "inner/home", "inner/home/inner"})
    void list_symbolicLink_isNotFollowed(String path) throws Exception {
        HttpResponse<String> answer = visitor().get("/files?path=" + path, Visitor.JSON);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("secret-plan", "entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.txt", "absent", "plain.txt/x", "inner/deep/leaf.txt"})
    void list_notAFolder_saysNoMoreThanThat(String path) throws Exception {
        HttpResponse<String> answer = visitor().get("/files?path=" + path, Visitor.JSON);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no such folder.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..", "../outside", "inner/../..", "inner/../../outside", ".", "./inner", "/", "//", "inner//deep",
                "inner/", "/etc", "C:\\", "c:/", "..\\outside", "~root/..", "file:///etc", "inner/\u0000", "inner\n",
                "\u200binner"
            })
    void list_pathOutOfBounds_isRefused(String path) throws Exception {
        HttpResponse<String> answer = visitor().get("/files?path=" + Visitor.encoded(path), Visitor.JSON);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("entries", "outside", place.toString());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void list_hostilePath_isRefusedAndLeaksNothing(String path) throws Exception {
        for (String accept : new String[] {Visitor.HTML, Visitor.JSON}) {
            HttpResponse<String> answer = visitor().get("/files?path=" + Visitor.encoded(path), accept);

            assertThat(answer.statusCode()).isIn(400, 404);
            assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
            assertThat(answer.body()).doesNotContain("<script>", "<img src=x", place.toString(), "root:", "\tat ");
        }
    }
}
