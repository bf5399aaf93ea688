package dev.kintsugi.core.submit;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Where the random part of an id comes from. */
@FunctionalInterface
public interface Ids {
    /** So many hex digits, an even number. */
    String hex(int digits);

    /** Ids that nobody can guess. */
    static Ids random() {
        SecureRandom random = new SecureRandom();
        return digits -> {
            byte[] bytes = new byte[digits / 2];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }
}
