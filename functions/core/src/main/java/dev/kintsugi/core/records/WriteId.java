package dev.kintsugi.core.records;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Names one write and stays on every item that it wrote. Whoever did not hear the answer says the same write again
 * under the same id: meeting its own id on the item, it knows that the write was done.
 */
public record WriteId(String text) {
    private static final int DERIVED_BYTES = 16;

    public WriteId {
        Key.requireKeyText("write id", text, RecordLimits.WRITE_ID_CHARACTERS);
    }

    /** An id that no other write has. */
    public static WriteId random() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(DERIVED_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return encoded(bytes);
    }

    /**
     * The same id for the same facts, such as execution, state and step: a handler that is called again says the same
     * write and hears {@link WriteAnswer.Done} instead of being refused by its first life.
     */
    public static WriteId derivedFrom(String... facts) {
        MessageDigest digest = sha256();
        for (String fact : facts) {
            byte[] bytes = fact.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return encoded(Arrays.copyOf(digest.digest(), DERIVED_BYTES));
    }

    @Override
    public String toString() {
        return text;
    }

    private static WriteId encoded(byte[] bytes) {
        return new WriteId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
