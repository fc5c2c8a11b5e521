package io.tollbridge.channel.iso8583;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollbridge.channel.channel.Reports.Line;
import io.tollbridge.channel.channel.Reports.Reject;
import io.tollbridge.channel.channel.Reports.Report;
import io.tollbridge.channel.channel.Reports.UnreadableStatementException;
import io.tollbridge.contracts.channels.StatementCompleted;
import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.contracts.channels.StatementTotal;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The acquirer's CSV: one H row, D rows numbered from 1, one T row with count and sums. Pure.
 *
 * <p>The file as a whole is refused when it is cut off, of another day, or its sums are not those
 * of its rows; a single bad row is a reject.
 */
final class AcquirerStatementFile {

    private static final Set<String> KINDS = Set.of("PURCHASE", "CAPTURE", "REFUND");
    private static final int CELLS = 11;

    private final String channel;
    private final LocalDate day;
    private final String hash;
    private final List<Line> lines = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();

    private AcquirerStatementFile(String channel, LocalDate day, String hash) {
        this.channel = channel;
        this.day = day;
        this.hash = hash;
    }

    static Report read(String channel, LocalDate day, String hash, byte[] file) {
        return new AcquirerStatementFile(channel, day, hash).read(new String(file, UTF_8));
    }

    private Report read(String text) {
        List<String> rows = text.lines().toList();
        if (rows.size() < 2) {
            throw unreadable("rows: " + rows.size() + " (expected: H, D..., T)");
        }
        header(rows.getFirst().split(",", -1));
        for (int i = 1; i < rows.size() - 1; i++) {
            row(i, rows.get(i));
        }
        List<StatementTotal> totals = totals(rows.getLast().split(",", -1), rows.size() - 2);
        var completed = new StatementCompleted(channel, day, hash, rows.size() - 2, totals);
        return new Report(List.copyOf(lines), completed, List.copyOf(rejects));
    }

    private void header(String[] cells) {
        if (cells.length != 5 || !cells[0].equals("H")) {
            throw unreadable("first row: (expected: H,acquirer,merchant,date,generated_at)");
        }
        if (!cells[3].equals(day.toString())) {
            throw unreadable("date: " + cells[3] + " (expected: " + day + ")");
        }
    }

    private void row(int number, String row) {
        try {
            lines.add(new Line(number, line(number, row.split(",", -1))));
        } catch (RuntimeException e) {
            rejects.add(new Reject(number, String.valueOf(e.getMessage()), row));
        }
    }

    private StatementLine line(int number, String[] cells) {
        require(cells.length == CELLS && cells[0].equals("D"), "cells: (expected: D and 10 more)");
        require(cells[1].equals(Integer.toString(number)), "row: " + cells[1]);
        require(KINDS.contains(cells[2]), "type: " + cells[2] + " (expected: " + KINDS + ")");
        require(!cells[3].isBlank() && !cells[4].isBlank(), "reference: (expected: not empty)");
        Currency currency = Currency.of(cells[6]);
        var gross = new Money(Long.parseLong(cells[7]), currency);
        var fee = new Money(Long.parseLong(cells[8]), currency);
        var net = new Money(Long.parseLong(cells[9]), currency);
        require(gross.minus(fee).equals(net), "net: " + net + " (expected: gross less fee)");
        require(
                cells[2].equals("REFUND") || !gross.isNegative(),
                "gross: " + gross + " (expected: not negative)");
        return new StatementLine(
                channel,
                day,
                hash,
                number,
                cells[2],
                cells[3],
                cells[4],
                cells[5].isEmpty() ? null : cells[5],
                gross,
                fee,
                net,
                Instant.parse(cells[10]));
    }

    /** The control totals as the acquirer gives them: count, then currency, gross, fee, net... */
    private List<StatementTotal> totals(String[] cells, int rows) {
        if (!cells[0].equals("T") || cells.length < 2 || (cells.length - 2) % 4 != 0) {
            throw unreadable("last row: (expected: T,count and sums; is the file cut off?)");
        }
        if (!cells[1].equals(Integer.toString(rows))) {
            throw unreadable("count: " + cells[1] + " (expected: " + rows + ", as counted)");
        }
        Map<String, StatementTotal> counted = counted();
        var totals = new ArrayList<StatementTotal>();
        for (int i = 2; i < cells.length; i += 4) {
            totals.add(total(cells, i, counted));
        }
        if (rejects.isEmpty() && !Set.copyOf(totals).equals(Set.copyOf(counted.values()))) {
            throw unreadable("sums: " + totals + " (expected: " + counted.values() + ")");
        }
        return totals;
    }

    private static StatementTotal total(
            String[] cells, int at, Map<String, StatementTotal> counted) {
        try {
            Currency currency = Currency.of(cells[at]);
            StatementTotal read = counted.get(currency.code());
            return new StatementTotal(
                    currency.code(),
                    read == null ? 0 : read.count(),
                    new Money(Long.parseLong(cells[at + 1]), currency),
                    new Money(Long.parseLong(cells[at + 2]), currency),
                    new Money(Long.parseLong(cells[at + 3]), currency));
        } catch (IllegalArgumentException e) {
            throw unreadable("sums: " + e.getMessage());
        }
    }

    private Map<String, StatementTotal> counted() {
        return lines.stream()
                .map(line -> (StatementLine) line.event())
                .map(line ->
                        new StatementTotal(
                                line.gross().currency().code(),
                                1,
                                line.gross(),
                                line.fee(),
                                line.net()))
                .collect(
                        Collectors.toMap(
                                StatementTotal::currency,
                                total -> total,
                                AcquirerStatementFile::sum,
                                TreeMap::new));
    }

    private static StatementTotal sum(StatementTotal a, StatementTotal b) {
        return new StatementTotal(
                a.currency(),
                Math.addExact(a.count(), b.count()),
                a.gross().plus(b.gross()),
                a.fee().plus(b.fee()),
                a.net().plus(b.net()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static UnreadableStatementException unreadable(String why) {
        return new UnreadableStatementException("acquirer statement: " + why);
    }
}
