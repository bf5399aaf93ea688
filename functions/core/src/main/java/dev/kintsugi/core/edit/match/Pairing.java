package dev.kintsugi.core.edit.match;

import java.util.Arrays;
import java.util.List;

/** Which of the lines put takes the place of which line taken away: in order, and by likeness. */
final class Pairing {
    /** Most pairs that are compared; beyond it no line is taken for the successor of another. */
    static final int MAXIMUM_PAIRS = 2_500;

    private Pairing() {}

    /** No line takes the place of another. */
    static int[] none(int gone) {
        int[] partner = new int[gone];
        Arrays.fill(partner, LineDiff.GONE);
        return partner;
    }

    /** For each line taken away the index of its successor, or {@link LineDiff#GONE}. */
    static int[] of(List<String> gone, List<String> put) {
        int[] partner = none(gone.size());
        if (gone.size() == put.size()) {
            Arrays.setAll(partner, i -> i);
            return partner;
        }
        if ((long) gone.size() * put.size() > MAXIMUM_PAIRS) {
            return partner;
        }
        double[][] best = new double[gone.size() + 1][put.size() + 1];
        double[][] alike = new double[gone.size()][put.size()];
        for (int i = gone.size() - 1; i >= 0; i--) {
            for (int j = put.size() - 1; j >= 0; j--) {
                alike[i][j] = Similarity.of(gone.get(i), put.get(j));
                best[i][j] = Math.max(Math.max(best[i + 1][j], best[i][j + 1]), best[i + 1][j + 1] + alike[i][j]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < gone.size() && j < put.size()) {
            if (alike[i][j] > 0 && best[i][j] == best[i + 1][j + 1] + alike[i][j]) {
                partner[i++] = j++;
            } else if (best[i][j] == best[i + 1][j]) {
                i++;
            } else {
                j++;
            }
        }
        return partner;
    }
}
