package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** One run of a command in this process, and what it said. */
record CommandRun(int code, String out, String err) {

    static CommandRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new CommandRun(code, out.toString(), err.toString());
    }

    CommandRun succeeds() {
        assertThat(err).isEmpty();
        assertThat(code).isZero();
        return this;
    }

    /** Exit 0, and one line on standard error. */
    CommandRun succeedsSaying(String remark) {
        assertThat(err.lines()).hasSize(1);
        assertThat(err).contains(remark);
        assertThat(code).isZero();
        return this;
    }

    /** Exit 1, one line on standard error, nothing on standard output. */
    void fails(String message) {
        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith("abatis: ").contains(message).doesNotContain("Exception");
        assertThat(out).isEmpty();
        assertThat(code).isEqualTo(1);
    }

    /** Exit 2, the mistake and where the help is on standard error, nothing on standard output. */
    void isWrongUsage(String message) {
        assertThat(err.lines().findFirst().orElse("")).startsWith("abatis: ").contains(message);
        assertThat(err).contains("--help'").doesNotContain("Exception", "\tat ");
        assertThat(out).isEmpty();
        assertThat(code).isEqualTo(2);
    }
}
