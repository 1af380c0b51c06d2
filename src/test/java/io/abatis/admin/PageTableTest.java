package io.abatis.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of the pages. */
final class PageTableTest {

    @Test
    void packed_list_hasPagesForOperatorsAndAssetsForAll() {
        PageTable table = PageTable.packed();
        assertThat(table.isPage("/")).isTrue();
        assertThat(table.isOpen("/")).isFalse();
        assertThat(table.isOpen("/login")).isTrue();
        assertThat(table.isPage("/login")).isFalse();
        assertThat(table.isOpen("/lib/chart.js")).isTrue();
        assertThat(table.isOpen("/admin/files.txt")).isFalse();
        assertThat(table.at("/nothing")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x",
                "/x a.html",
                "/x a.html text/html more",
                "x a.html text/html",
                "/x ../secret text/html",
                "/x /etc/passwd text/plain",
                "/x a/../../b text/html",
                "/x a.html text/html\n/x b.html text/html",
                "/lib/chart.js a.js text/javascript"
            })
    void of_badLine_isFatal(String list) {
        assertThatThrownBy(() -> PageTable.of(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line ");
    }

    @Test
    void of_comments_areLeftOut() {
        PageTable table = PageTable.of("# what\n\n  /x\tadmin/x.html   text/html;charset=utf-8 \r\n");
        assertThat(table.isPage("/x")).isTrue();
        assertThat(table.at("/x")).isEqualTo(new PageTable.Entry("pages/admin/x.html", "text/html;charset=utf-8"));
    }
}
