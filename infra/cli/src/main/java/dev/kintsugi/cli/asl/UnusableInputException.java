package dev.kintsugi.cli.asl;

import java.util.List;

/** What a person gave cannot be used; every problem is a line that says where it is. */
final class UnusableInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    UnusableInputException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
