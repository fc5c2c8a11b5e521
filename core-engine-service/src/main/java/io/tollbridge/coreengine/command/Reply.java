package io.tollbridge.coreengine.command;

/**
 * The answer to a command.
 *
 * @param replayed it was given before and is given again, byte for byte
 */
record Reply(int status, byte[] body, boolean replayed) {

    boolean isProblem() {
        return status >= 400;
    }
}
