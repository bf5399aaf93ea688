package dev.kintsugi.cli.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a person gives on the command line: a file, or text that may name one with {@code @}. */
final class GivenJson {
    /** Bytes of a file that is read at all. */
    static final long FILE_BYTES_MAX = 16L * 1_048_576;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The parser's remark on where a value began, which it will not show. */
    private static final Pattern REMARK = Pattern.compile(" \\(start marker at .*\\)", Pattern.DOTALL);

    private GivenJson() {}

    static String textOf(Path file) throws UnusableInputException {
        try {
            if (Files.isDirectory(file)) {
                throw unusable(file + ": is a directory, not a file");
            }
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw unusable("%s: is larger than %d bytes".formatted(file, FILE_BYTES_MAX));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unusable(file + ": there is no such file");
        } catch (CharacterCodingException e) {
            throw unusable(file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw unusable("%s: cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    /** The text itself, or what stands in the file that follows an {@code @}. */
    static String textOf(String given) throws UnusableInputException {
        return given.startsWith("@") ? textOf(Path.of(given.substring(1))) : given;
    }

    /** Parses JSON; {@code where} leads the problem. */
    static JsonNode parse(String where, String text) throws UnusableInputException {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw unusable(where + ": is empty, but JSON was expected");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw unusable("%s:%d:%d: is not JSON: %s"
                    .formatted(
                            where,
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr(),
                            REMARK.matcher(e.getOriginalMessage()).replaceAll("")));
        }
    }

    private static UnusableInputException unusable(String problem) {
        return new UnusableInputException(List.of(problem));
    }
}
