package io.tollbridge.finance.report;

import io.tollbridge.kernel.Money;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as RFC 4180 text: a header line, CRLF, quotes where needed. Text that a spreadsheet would
 * run as a formula is disarmed by an apostrophe.
 */
final class Csv {

    private final StringBuilder text = new StringBuilder();
    private final int columns;

    Csv(List<String> header) {
        columns = header.size();
        row(header.toArray());
    }

    /** Adds a row. Money is written in major units with all its digits. */
    void row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(
                    "cells: " + cells.length + " (expected: " + columns + ")");
        }
        text.append(List.of(cells).stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(Object value) {
        return switch (value) {
            case Money money -> money.decimal();
            case Number number -> number.toString();
            default -> quoted(disarmed(value.toString()));
        };
    }

    private static String disarmed(String word) {
        return !word.isEmpty() && "=+-@\t\r".indexOf(word.charAt(0)) >= 0 ? "'" + word : word;
    }

    private static String quoted(String word) {
        boolean plain = word.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? word : "\"" + word.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
