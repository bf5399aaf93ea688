package dev.kintsugi.core.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money in whole millionths of a US dollar, so that no sum ever rounds. */
public record MicroDollars(@JsonValue long amount) implements Comparable<MicroDollars> {
    public static final MicroDollars NONE = new MicroDollars(0);
    private static final int DECIMALS = 6;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MicroDollars {}

    /** Throws ArithmeticException for a part smaller than a micro-dollar or a sum beyond a long. */
    public static MicroDollars ofDollars(BigDecimal dollars) {
        return new MicroDollars(dollars.movePointRight(DECIMALS).longValueExact());
    }

    public static MicroDollars ofDollars(long dollars) {
        return ofDollars(BigDecimal.valueOf(dollars));
    }

    public MicroDollars plus(MicroDollars other) {
        return new MicroDollars(Math.addExact(amount, other.amount));
    }

    /** In dollars, with cents at least: {@code 5.00}, {@code 0.0125}. */
    public BigDecimal dollars() {
        BigDecimal exact = BigDecimal.valueOf(amount, DECIMALS).stripTrailingZeros();
        return exact.scale() < 2 ? exact.setScale(2, RoundingMode.UNNECESSARY) : exact;
    }

    @Override
    public int compareTo(MicroDollars other) {
        return Long.compare(amount, other.amount);
    }

    @Override
    public String toString() {
        return "$" + dollars().toPlainString();
    }
}
