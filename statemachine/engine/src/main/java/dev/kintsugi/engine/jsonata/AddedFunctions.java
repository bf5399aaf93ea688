package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.JException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The functions that Step Functions adds to JSONata. Undefined in, and nothing is thrown: undefined out. */
final class AddedFunctions {
    /** Elements that one $range may give. */
    static final int RANGE_ELEMENTS = 360_145;

    private static final Set<String> HASH_ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private AddedFunctions() {}

    static @Nullable Object partition(@Nullable Object array, @Nullable Object size) {
        if (!(array instanceof List<?> items) || items.isEmpty()) {
            return null;
        }
        int chunk = size instanceof Number number ? number.intValue() : items.size();
        if (chunk == 0) {
            return null;
        }
        if (chunk < 0) {
            throw ownWords("Second argument must be zero or greater");
        }
        List<Object> chunks = new ArrayList<>();
        for (int from = 0; from < items.size(); from += chunk) {
            chunks.add(new ArrayList<>(items.subList(from, Math.min(from + chunk, items.size()))));
        }
        return chunks;
    }

    static @Nullable Object range(@Nullable Object from, @Nullable Object to, @Nullable Object by) {
        if (!(from instanceof Number first) || !(to instanceof Number last) || !(by instanceof Number step)) {
            return null;
        }
        long start = first.longValue();
        long end = last.longValue();
        long stride = step.longValue();
        if (stride == 0 || (stride > 0 ? start > end : start < end)) {
            return null;
        }
        long elements = elements(start, end, stride);
        if (elements == 1) {
            return JsonText.simplest((double) start);
        }
        List<Object> values = new ArrayList<>((int) elements);
        for (long i = 0; i < elements; i++) {
            values.add(JsonText.simplest((double) (start + i * stride)));
        }
        return values;
    }

    /** The ends of a range may be further apart than a long can tell. */
    private static long elements(long start, long end, long stride) {
        BigInteger apart = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start));
        BigInteger elements = apart.divide(BigInteger.valueOf(stride)).add(BigInteger.ONE);
        if (elements.compareTo(BigInteger.valueOf(RANGE_ELEMENTS)) > 0) {
            throw EvaluationBounds.outOfMemory();
        }
        return elements.longValue();
    }

    static @Nullable String hash(@Nullable Object text, @Nullable Object algorithm) {
        if (text == null || algorithm == null) {
            return null;
        }
        if (!HASH_ALGORITHMS.contains(algorithm)) {
            throw ownWords("Algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512, but was " + algorithm);
        }
        try {
            byte[] digest = MessageDigest.getInstance((String) algorithm)
                    .digest(((String) text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }

    static Number random(@Nullable Object seed) {
        return seed instanceof Number number
                ? new Random(number.longValue()).nextDouble()
                : ThreadLocalRandom.current().nextDouble();
    }

    static @Nullable Object parse(@Nullable Object given) {
        if (given == null) {
            return null;
        }
        if (!(given instanceof String text)) {
            throw new JException("T0410", -1, 1, "parse");
        }
        try {
            Object value = JsonText.readStrictly(text);
            if (value instanceof Double number && !Double.isFinite(number)) {
                throw ownWords("Invalid JSON");
            }
            return Nulls.asValues(value);
        } catch (JsonSyntaxException e) {
            throw ownWords("Invalid JSON");
        }
    }

    private static JException ownWords(String message) {
        return new JException(Wording.OWN_WORDS, -1, message);
    }
}
