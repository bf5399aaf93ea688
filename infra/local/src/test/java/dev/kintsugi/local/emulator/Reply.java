package dev.kintsugi.local.emulator;

import java.nio.charset.StandardCharsets;

/** An answer of the emulator. */
final class Reply {
    private final int status;
    private final String type;
    private final byte[] body;

    Reply(int status, String type, byte[] body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    static Reply xml(int status, String text) {
        return new Reply(status, "text/xml", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(int status, String text) {
        return new Reply(status, "application/x-amz-json-1.0", text.getBytes(StandardCharsets.UTF_8));
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    byte[] body() {
        return body;
    }
}
