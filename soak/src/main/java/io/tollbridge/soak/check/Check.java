package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Facts;
import java.util.List;

/** A group of invariants. */
@FunctionalInterface
interface Check {

    List<Verdict> of(Facts facts);
}
