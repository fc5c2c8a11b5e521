package io.tollbridge.simulator.bank;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A payment as it stands now; {@code fault} is what was armed when it was accepted. */
record Payment(
        Instruction instruction,
        PaymentStatus status,
        Instant acceptedAt,
        LocalDate executionDate,
        Fault fault,
        @Nullable LocalDate bookedOn,
        @Nullable String reasonCode,
        @Nullable String reason) {

    /** What the bank does to a payment on command. */
    enum Fault {
        NONE,
        REJECT,
        RETURN
    }

    static Payment accepted(
            Instruction instruction, Instant at, LocalDate executionDate, Fault fault) {
        return new Payment(
                instruction, PaymentStatus.ACCEPTED, at, executionDate, fault, null, null, null);
    }

    Payment paid(LocalDate on) {
        return with(PaymentStatus.PAID, on, null, null);
    }

    Payment rejected(String code, String why) {
        return with(PaymentStatus.REJECTED, null, code, why);
    }

    Payment returned(String code, String why) {
        return with(PaymentStatus.RETURNED, bookedOn, code, why);
    }

    private Payment with(
            PaymentStatus next,
            @Nullable LocalDate on,
            @Nullable String code,
            @Nullable String why) {
        return new Payment(instruction, next, acceptedAt, executionDate, fault, on, code, why);
    }

    String endToEndId() {
        return instruction.endToEndId();
    }
}
