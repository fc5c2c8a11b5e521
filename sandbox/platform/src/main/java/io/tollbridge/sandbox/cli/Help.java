package io.tollbridge.sandbox.cli;

/** What {@code ./tollbridge help} prints. */
public final class Help {
    private Help() {}

    public static void main(String[] args) {
        System.out.print(
                """
                ./tollbridge demo [--exit]        one payment from API to payout, and the proof
                ./tollbridge up [--fresh]         start the platform; --fresh empties it first
                ./tollbridge status               processes, ports, health, memory, uptime
                ./tollbridge logs NAME [-f]       log of one process
                ./tollbridge clock                business time
                ./tollbridge clock advance 1d     move it: 1d, 12h, 30m, 1d12h
                ./tollbridge ledger               what accounts hold, proven from every posting,
                                                  and whether postings are what was sealed
                ./tollbridge missed               whether everybody has seen every event of payments
                ./tollbridge parked list          events that no service could handle, and why:
                                                  SERVICE GROUP KEY, how many wait, PLACE of the oldest
                ./tollbridge parked show SERVICE GROUP KEY
                ./tollbridge parked retry SERVICE GROUP KEY
                                                  handle them again, oldest first, until one fails
                ./tollbridge parked skip SERVICE GROUP KEY PLACE REASON
                                                  drop the oldest; kept with the reason
                ./tollbridge token KEY [CARD]     token of a test card, to pay with
                ./tollbridge down                 stop everything, keep the data
                ./tollbridge test [MAVEN-ARGS]    all tests, with a summary
                ./tollbridge bench                payments per second and cost per payment
                ./tollbridge simulate [--seed N]  payments on virtual time while everything fails,
                                                  from a seed; --help tells more
                ./tollbridge soak [--minutes N] [--seed S]
                                                  a real platform under load and faults, then judged
                                                  by everybody's books; --help tells more
                ./tollbridge build                compile and package what has changed, and record
                                                  the caches that make starts quick

                TOLLBRIDGE_HOME         state folder (default: .tollbridge)
                TOLLBRIDGE_PORT_OFFSET  added to every port (default: 0)
                JAVA_HOME               JDK 25 or newer; looked for in the usual places when unset
                """);
    }
}
