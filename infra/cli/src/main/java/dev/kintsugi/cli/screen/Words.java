package dev.kintsugi.cli.screen;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** How amounts are written, the same everywhere. */
public final class Words {
    private Words() {}

    /** Dollars to the cent, or to where a small amount begins to count. */
    public static String money(BigDecimal dollars) {
        int places = dollars.signum() != 0 && dollars.abs().compareTo(new BigDecimal("0.10")) < 0 ? 4 : 2;
        return "$" + dollars.setScale(places, RoundingMode.HALF_UP).toPlainString();
    }

    /** Minutes and seconds, and hours when there are any: {@code 0:07}, {@code 1:02:03}. */
    public static String time(Duration duration) {
        Duration shown = duration.isNegative() ? Duration.ZERO : duration;
        return shown.toHours() > 0
                ? String.format(
                        Locale.ROOT, "%d:%02d:%02d", shown.toHours(), shown.toMinutesPart(), shown.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", shown.toMinutes(), shown.toSecondsPart());
    }

    public static String counted(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /** The first digits of a commit id, as many as git shows. */
    public static String shortened(String commit) {
        return commit.length() > 7 ? commit.substring(0, 7) : commit;
    }
}
