package io.tollbridge.transaction.delivery;

import io.tollbridge.transaction.endpoint.SignatureScheme;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Standard Webhooks: what is signed is {@code id.timestamp.body}. */
final class WebhookSignature {

    private WebhookSignature() {}

    static String sign(byte[] secret, String id, long timestampSeconds, byte[] body) {
        byte[] head = (id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8);
        byte[] text = ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
        return SignatureScheme.sign(secret, text);
    }
}
