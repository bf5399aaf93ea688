package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.workspace.SearchFor;
import dev.kintsugi.core.workspace.SearchOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Searches the text files of a tree line by line, within limits on everything. */
final class Searcher {
    /** Largest file that is searched, in bytes. */
    static final int MAXIMUM_FILE_BYTES = 2 * 1024 * 1024;

    /** Most content that one search reads, in bytes. */
    static final long MAXIMUM_BYTES = 1024L * 1024 * 1024;

    /** Longest line of an answer, in characters; the rest of it is cut. */
    static final int MAXIMUM_LINE_CHARACTERS = 400;

    private final ObjectReader reader;

    Searcher(ObjectReader reader) {
        this.reader = reader;
    }

    SearchOutcome search(ObjectId tree, SearchFor what) throws IOException {
        Pattern pattern;
        try {
            pattern = Pattern.compile(what.text(), what.regularExpression() ? 0 : Pattern.LITERAL);
        } catch (PatternSyntaxException broken) {
            return new SearchOutcome.Unusable("no regular expression: " + broken.getDescription());
        }
        // A text is looked for among the bytes first, so that most files need not be decoded.
        String needle = what.regularExpression() ? "" : new String(what.text().getBytes(UTF_8), ISO_8859_1);
        List<SearchOutcome.Hit> hits = new ArrayList<>();
        PatientText patience = new PatientText();
        long[] read = {0};
        try {
            boolean complete = new TreeWalker(reader).walk(tree, (rawPath, entry) -> {
                String path = PathText.of(rawPath);
                if (!entry.isFile() || !what.wanted().test(path)) {
                    return true;
                }
                Optional<byte[]> content = ObjectStore.blob(reader, entry.id(), MAXIMUM_FILE_BYTES);
                if (content.isEmpty() || Content.isBinary(content.get())) {
                    return true;
                }
                read[0] += content.get().length;
                if (needle.isEmpty() || new String(content.get(), ISO_8859_1).contains(needle)) {
                    collect(path, new String(content.get(), UTF_8), pattern, what.most(), patience, hits);
                }
                return hits.size() <= what.most() && read[0] <= MAXIMUM_BYTES;
            });
            boolean more = hits.size() > what.most();
            return new SearchOutcome.Hits(more ? hits.subList(0, what.most()) : hits, complete && !more);
        } catch (PatientText.Exhausted | StackOverflowError exhausted) {
            // The second is how java.util.regex ends on alternatives that repeat over a very long line.
            return new SearchOutcome.Unusable("the regular expression takes too long on this content");
        }
    }

    private static void collect(
            String path, String text, Pattern pattern, int most, PatientText patience, List<SearchOutcome.Hit> hits) {
        int line = 1;
        for (int start = 0; start < text.length(); line++) {
            int end = text.indexOf('\n', start);
            String content = text.substring(start, end < 0 ? text.length() : end);
            if (pattern.matcher(patience.over(content)).find()) {
                hits.add(new SearchOutcome.Hit(path, line, cut(content.stripTrailing())));
                if (hits.size() > most) {
                    return;
                }
            }
            start = end < 0 ? text.length() : end + 1;
        }
    }

    private static String cut(String line) {
        if (line.length() <= MAXIMUM_LINE_CHARACTERS) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAXIMUM_LINE_CHARACTERS - 1))
                ? MAXIMUM_LINE_CHARACTERS - 1
                : MAXIMUM_LINE_CHARACTERS;
        return line.substring(0, end) + "...";
    }
}
