package io.tollbridge.channel.iso8583;

/** What became of a message put on the link. */
sealed interface LinkAnswer {

    /** The acquirer answered. */
    record Answered(Iso8583Message message) implements LinkAnswer {}

    /** Not a byte was written. */
    record NotSent(String reason) implements LinkAnswer {}

    /** It was written, in part at least, and nothing came back. */
    record Silent(String reason) implements LinkAnswer {}
}
