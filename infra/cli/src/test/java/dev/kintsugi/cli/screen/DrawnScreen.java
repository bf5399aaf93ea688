package dev.kintsugi.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows after it was sent a text: as much of one as the live progress uses. */
final class DrawnScreen {
    private static final Pattern PIECE = Pattern.compile(
            "\u001b\\[(?<number>\\d*)(?<command>[A-Za-z])|(?<newline>\n)|(?<start>\r)|(?<text>[^\u001b\r\n]+)");

    private final List<StringBuilder> lines = new ArrayList<>();
    private int row;
    private int column;

    private DrawnScreen() {}

    /** The lines from the top, what was drawn over is gone. */
    static List<String> after(String sent) {
        DrawnScreen screen = new DrawnScreen();
        Matcher pieces = PIECE.matcher(sent);
        while (pieces.find()) {
            screen.take(pieces);
        }
        return screen.lines.stream().map(StringBuilder::toString).toList();
    }

    private void take(Matcher piece) {
        if (piece.group("text") != null) {
            write(piece.group("text"));
        } else if (piece.group("newline") != null) {
            row++;
            column = 0;
            line();
        } else if (piece.group("start") != null) {
            column = 0;
        } else {
            command(piece.group("command"), piece.group("number"));
        }
    }

    private void command(String command, String number) {
        switch (command) {
            case "A" -> row -= Integer.parseInt(number);
            case "J" -> {
                line().setLength(column);
                lines.subList(row + 1, lines.size()).clear();
            }
            case "m" -> {
                // A colour moves nothing.
            }
            default -> throw new IllegalArgumentException("no terminal was asked for " + command + " before");
        }
    }

    private void write(String text) {
        StringBuilder line = line();
        while (line.length() < column) {
            line.append(' ');
        }
        line.replace(column, Math.min(line.length(), column + text.length()), text);
        column += text.length();
    }

    private StringBuilder line() {
        while (lines.size() <= row) {
            lines.add(new StringBuilder());
        }
        return lines.get(row);
    }
}
