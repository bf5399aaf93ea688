package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** A tree object's content, read and written without decoding a name. */
final class Tree {
    private static final int MAXIMUM_MODE_DIGITS = 7;

    private Tree() {}

    static List<TreeEntry> parse(byte[] content) throws CorruptObjectException {
        List<TreeEntry> entries = new ArrayList<>();
        int at = 0;
        while (at < content.length) {
            int mode = 0;
            int modeStart = at;
            while (at < content.length && content[at] != ' ') {
                int digit = content[at] - '0';
                if (digit < 0 || digit > 7 || at - modeStart >= MAXIMUM_MODE_DIGITS) {
                    throw new CorruptObjectException("a tree has a mode that is no number");
                }
                mode = mode << 3 | digit;
                at++;
            }
            int nameStart = ++at;
            while (at < content.length && content[at] != 0) {
                at++;
            }
            if (at + Constants.OBJECT_ID_LENGTH >= content.length || at == nameStart) {
                throw new CorruptObjectException("a tree ends within an entry");
            }
            String name = new String(content, nameStart, at - nameStart, ISO_8859_1);
            entries.add(new TreeEntry(mode, name, ObjectId.fromRaw(content, at + 1)));
            at += 1 + Constants.OBJECT_ID_LENGTH;
        }
        return entries;
    }

    static byte[] format(Collection<TreeEntry> entries) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(entries.size() * 48);
        byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
        for (TreeEntry entry : entries) {
            content.writeBytes(Integer.toOctalString(entry.mode()).getBytes(ISO_8859_1));
            content.write(' ');
            content.writeBytes(entry.name().getBytes(ISO_8859_1));
            content.write(0);
            entry.id().copyRawTo(id, 0);
            content.writeBytes(id);
        }
        return content.toByteArray();
    }
}
