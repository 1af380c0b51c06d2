package io.abatis.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A command that could not do its work: one clear line, exit 1, and the stack trace only where {@code ABATIS_TRACE} is set. */
final class CommandFailure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println("abatis: " + oneLine(failure));
        if (System.getenv("ABATIS_TRACE") != null) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The failure's message, with the words that a file system's exceptions leave out, and no control characters. */
    static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        String text;
        if (failure instanceof NoSuchFileException) {
            text = message + ": no such file or folder";
        } else if (failure instanceof AccessDeniedException) {
            text = message + ": permission denied";
        } else if (failure instanceof FileSystemException system && system.getReason() == null) {
            text = message + ": cannot be opened";
        } else {
            text = message == null ? failure.toString() : message;
        }
        return oneLine(text);
    }

    /** A text without line breaks and control characters. */
    static String oneLine(String text) {
        return text.replaceAll("\\R", " ").replaceAll("\\p{Cc}", "?");
    }
}
