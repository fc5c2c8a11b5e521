package io.tollbridge.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpReplyTest {

    @Test
    void a_body_with_a_length_ends_there_and_the_next_answer_follows() throws IOException {
        var in =
                wire(
                        """
                        HTTP/1.1 201 Created
                        X: y
                        content-length: 2

                        {}\
                        HTTP/1.1 204 No Content

                        """);

        var first = HttpReply.read(in);
        var second = HttpReply.read(in);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text()).isEqualTo("{}");
        assertThat(first.last()).isFalse();
        assertThat(second.status()).isEqualTo(204);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void a_chunked_body_is_put_together() throws IOException {
        var in =
                wire(
                        """
                        HTTP/1.1 200
                        Transfer-Encoding: chunked
                        Connection: close

                        4
                        abcd
                        A;x=y
                        0123456789
                        0

                        """);

        var reply = HttpReply.read(in);

        assertThat(reply.text()).isEqualTo("abcd0123456789");
        assertThat(reply.last()).isTrue();
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void an_answer_that_ends_early_is_an_error() {
        assertThatIOException()
                .isThrownBy(() -> HttpReply.read(wire("HTTP/1.1 200\nContent-Length: 9\n\nab")));
        assertThatIOException().isThrownBy(() -> HttpReply.read(wire("")));
        assertThatIOException().isThrownBy(() -> HttpReply.read(wire("SSH-2.0-x\n")));
    }

    private static InputStream wire(String text) {
        String lines = text.replace("\n", "\r\n");
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.ISO_8859_1));
    }
}
