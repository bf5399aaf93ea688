package dev.kintsugi.core.execute;

import dev.kintsugi.core.edit.Edit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of an edit: the same when its reply is read again, whatever became of the file meanwhile. */
final class EditId {
    private static final int DIGITS = 12;

    private EditId() {}

    static String of(int cycle, int turn, int place, Edit edit) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(3 * Integer.BYTES)
                .putInt(cycle)
                .putInt(turn)
                .putInt(place)
                .array());
        for (String part : parts(edit)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return "e-" + HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static String[] parts(Edit edit) {
        return switch (edit) {
            case Edit.Replace replace -> new String[] {replace.path(), replace.find(), replace.replace()};
            case Edit.Write write -> new String[] {write.path(), "", write.content()};
            case Edit.Delete delete -> new String[] {delete.path(), delete.expected(), ""};
            case Edit.Move move -> new String[] {move.path(), "", move.to()};
            case Edit.Unreadable unreadable -> new String[] {unreadable.path(), unreadable.text(), ""};
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
