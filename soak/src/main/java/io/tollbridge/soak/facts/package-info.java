/**
 * What each source says after a run, as plain records: the clients' history, the books of the
 * acquirer and the bank, core-engine's event log, topic {@code payments}, webhooks as they came,
 * the ledger, settlement and reconciliation. No I/O and no judgement: {@code read} fills them,
 * {@code check} judges them.
 */
@NullMarked
package io.tollbridge.soak.facts;

import org.jspecify.annotations.NullMarked;
