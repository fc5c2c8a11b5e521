package io.tollbridge.gateway.problem;

/** Carries a problem out of a stream, where it cannot be answered on the spot. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
