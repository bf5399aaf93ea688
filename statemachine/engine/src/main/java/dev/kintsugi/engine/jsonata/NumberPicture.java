package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.JException;
import java.util.List;

/**
 * The rules of $formatNumber's picture, each with JSONata's code. The library leaves them to Java's own formats, which
 * accept other pictures and complain in other words.
 */
final class NumberPicture {
    private static final String ACTIVE = "#,.0123456789";
    private static final int SUB_PICTURES_MAX = 2;

    private final String picture;
    private final String mantissa;
    private final String exponent;
    private final boolean hasExponent;

    private NumberPicture(String subPicture) {
        picture = subPicture;
        int first = firstActive(subPicture);
        int last = lastActive(subPicture);
        String active = first < 0 ? "" : subPicture.substring(first, last + 1);
        int separator = active.indexOf('e');
        hasExponent = separator > 0;
        mantissa = hasExponent ? active.substring(0, separator) : active;
        exponent = hasExponent ? active.substring(separator + 1) : "";
    }

    /** Refuses a picture that breaks a rule, by the first that it breaks. */
    static void check(String picture) {
        String[] parts = picture.split(";", -1);
        refuse(parts.length > SUB_PICTURES_MAX, "D3080");
        for (String part : parts) {
            new NumberPicture(part).check();
        }
    }

    private void check() {
        refuse(count(picture, '.') > 1, "D3081");
        refuse(count(picture, '%') > 1, "D3082");
        refuse(count(picture, '\u2030') > 1, "D3083");
        boolean percent = count(picture, '%') + count(picture, '\u2030') > 0;
        refuse(count(picture, '%') > 0 && count(picture, '\u2030') > 0, "D3084");
        boolean passiveInside = mantissa.chars().anyMatch(c -> ACTIVE.indexOf(c) < 0);
        refuse(passiveInside || (mantissa.isEmpty() && !hasExponent), "D3086");
        refuse(mantissa.chars().noneMatch(c -> c == '#' || isDigit(c)), "D3085");
        refuse(mantissa.contains(",.") || mantissa.contains(".,"), "D3087");
        int point = mantissa.indexOf('.');
        String whole = point < 0 ? mantissa : mantissa.substring(0, point);
        String fraction = point < 0 ? "" : mantissa.substring(point + 1);
        refuse(point < 0 && whole.endsWith(","), "D3088");
        refuse(mantissa.contains(",,"), "D3089");
        refuse(digitThenOptional(whole), "D3090");
        refuse(digitThenOptional(new StringBuilder(fraction).reverse().toString()), "D3091");
        refuse(hasExponent && percent, "D3092");
        refuse(hasExponent && (exponent.isEmpty() || !exponent.chars().allMatch(NumberPicture::isDigit)), "D3093");
    }

    private static int firstActive(String text) {
        int at = 0;
        while (at < text.length() && ACTIVE.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at == text.length() ? -1 : at;
    }

    /** An exponent separator counts only behind a mantissa. */
    private static int lastActive(String text) {
        int at = text.length() - 1;
        while (at >= 0 && ACTIVE.indexOf(text.charAt(at)) < 0 && text.charAt(at) != 'e') {
            at--;
        }
        return at;
    }

    private static boolean digitThenOptional(String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '#' && digit) {
                return true;
            }
            digit |= isDigit(c);
        }
        return false;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static void refuse(boolean broken, String code) {
        if (broken) {
            throw new JException(code, -1, List.of());
        }
    }
}
