package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What a stored commit says, with the parents that are written in it: also where history was not fetched, and whatever
 * a shallow boundary says.
 *
 * @param author the author line, with the time, which a rebase or an amend copies
 */
record CommitText(ObjectId tree, List<ObjectId> parents, String author, String subject) {

    static CommitText parse(byte[] content) throws CorruptObjectException {
        String text = new String(content, UTF_8);
        int end = text.indexOf("\n\n");
        String[] header = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
        List<ObjectId> parents = new ArrayList<>();
        String author = "";
        for (String line : header) {
            if (line.startsWith("parent ")) {
                parents.add(id(line, "parent "));
            } else if (line.startsWith("author ") && author.isEmpty()) {
                author = line;
            }
        }
        String message = end < 0 ? "" : text.substring(end + 2);
        String subject = message.lines().findFirst().orElse("");
        return new CommitText(id(header[0], "tree "), parents, author, subject);
    }

    private static ObjectId id(String line, String key) throws CorruptObjectException {
        String hex = line.startsWith(key) ? line.substring(key.length()) : "";
        if (hex.length() != Constants.OBJECT_ID_STRING_LENGTH || !ObjectId.isId(hex)) {
            throw new CorruptObjectException("a commit has no " + key.strip() + " where one belongs: '" + line + "'");
        }
        return ObjectId.fromString(hex.getBytes(US_ASCII), 0);
    }

    /** When it was made, in seconds since 1970; 0 when its author line does not say. */
    long authorSeconds() {
        String[] words = author.split(" ", -1);
        String time = words.length < 2 ? "" : words[words.length - 2];
        return time.matches("[0-9]{1,10}") ? Long.parseLong(time) : 0;
    }

    Optional<ObjectId> firstParent() {
        return parents.isEmpty() ? Optional.empty() : Optional.of(parents.getFirst());
    }
}
