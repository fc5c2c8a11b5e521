/**
 * Daily files of channels and banks, turned into events once.
 *
 * <ol>
 *   <li>Every day from the first one on is fetched, in order, as soon as it is over; a missing day
 *       is asked for again and again, and no later day overtakes it.
 *   <li>Lines are published before the event that completes their day; a line's id is source, day,
 *       file hash and row, so a second publication changes nothing.
 *   <li>A file whose hash, header or totals are wrong is not published at all; a row that cannot be
 *       read is kept as a reject and leaves the others standing.
 * </ol>
 *
 * <p>Started by a timer and by {@code POST /ops/v1/statements/{source}/{date}/fetch}; emits {@code
 * StatementLine}, {@code StatementCompleted}, {@code BankEntry}, {@code BankStatementCompleted}. It
 * matches nothing: reconciliation does.
 */
@NullMarked
package io.tollbridge.channel.statement;

import org.jspecify.annotations.NullMarked;
