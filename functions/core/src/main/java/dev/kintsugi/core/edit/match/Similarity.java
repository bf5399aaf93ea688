package dev.kintsugi.core.edit.match;

/** How alike two lines are: 1 for equal, 0 for nothing in common, by the letters one must change, add, drop or swap. */
final class Similarity {
    /** Below this two lines are not worth comparing closely. */
    static final double FLOOR = 0.5;

    /** Longest differing middle that is compared letter by letter, in characters. */
    static final int MAXIMUM_MIDDLE = 400;

    private static final int BUCKETS = 64;
    private static final int LATIN_CHARACTERS = 256;

    private Similarity() {}

    /** The likeness of two lines without their outer blanks, or 0 when it is below {@link #FLOOR}. */
    static double of(String one, String other) {
        String a = one.strip();
        String b = other.strip();
        int longer = Math.max(a.length(), b.length());
        if (longer == 0) {
            return 1;
        }
        int most = (int) (longer * (1 - FLOOR));
        if (Math.abs(a.length() - b.length()) > most || lettersApart(a, b) > most) {
            return 0;
        }
        int apart = distance(a, b, most);
        return apart > most ? 0 : 1 - (double) apart / longer;
    }

    /** A lower bound of the distance, by counting letters. */
    private static int lettersApart(String a, String b) {
        int[] counts = new int[BUCKETS];
        for (int i = 0; i < a.length(); i++) {
            counts[a.charAt(i) % BUCKETS]++;
        }
        for (int i = 0; i < b.length(); i++) {
            counts[b.charAt(i) % BUCKETS]--;
        }
        int more = 0;
        int less = 0;
        for (int count : counts) {
            more += Math.max(0, count);
            less += Math.max(0, -count);
        }
        return Math.max(more, less);
    }

    /** Letters to change, add, drop or swap with their neighbour; anything above the most when it is more. */
    static int distance(String a, String b, int most) {
        int head = 0;
        int shorter = Math.min(a.length(), b.length());
        while (head < shorter && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
            tail++;
        }
        int rows = a.length() - head - tail;
        int columns = b.length() - head - tail;
        if (rows == 0 || columns == 0) {
            return Math.max(rows, columns);
        }
        if (rows > MAXIMUM_MIDDLE || columns > MAXIMUM_MIDDLE) {
            return Math.max(rows, columns);
        }
        String one = a.substring(head, head + rows);
        String other = b.substring(head, head + columns);
        String pattern = rows <= columns ? one : other;
        return pattern.length() <= Long.SIZE && isLatin(pattern)
                ? byColumns(pattern, rows <= columns ? other : one)
                : table(one, other, most);
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= LATIN_CHARACTERS) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same as {@link #table}, a column at a time: a cell differs from its neighbour by at most one, so a column of
     * up to 64 cells is two words of differences (Myers; Hyyrö for letters that swap).
     */
    private static int byColumns(String pattern, String text) {
        long[] places = new long[LATIN_CHARACTERS];
        for (int i = 0; i < pattern.length(); i++) {
            places[pattern.charAt(i)] |= 1L << i;
        }
        long lastRow = 1L << (pattern.length() - 1);
        long more = -1;
        long less = 0;
        long diagonal = 0;
        long before = 0;
        int distance = pattern.length();
        for (int j = 0; j < text.length(); j++) {
            char c = text.charAt(j);
            long equal = c < LATIN_CHARACTERS ? places[c] : 0;
            long swapped = ((~diagonal & equal) << 1) & before;
            diagonal = (((equal & more) + more) ^ more) | equal | less | swapped;
            long across = less | ~(diagonal | more);
            long back = diagonal & more;
            if ((across & lastRow) != 0) {
                distance++;
            } else if ((back & lastRow) != 0) {
                distance--;
            }
            across = (across << 1) | 1;
            more = (back << 1) | ~(diagonal | across);
            less = across & diagonal;
            before = equal;
        }
        return distance;
    }

    private static int table(String a, String b, int most) {
        int far = most + 1;
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            // Only a band along the diagonal can stay within the most.
            int from = Math.max(1, i - most);
            int to = Math.min(b.length(), i + most);
            row[from - 1] = from == 1 ? i : far;
            int least = row[from - 1];
            char c = a.charAt(i - 1);
            for (int j = from; j <= to; j++) {
                char d = b.charAt(j - 1);
                int above = j == i + most ? far : last[j];
                int cost = Math.min(Math.min(above, row[j - 1]) + 1, last[j - 1] + (c == d ? 0 : 1));
                if (i > 1 && j > 1 && c == b.charAt(j - 2) && a.charAt(i - 2) == d) {
                    cost = Math.min(cost, before[j - 2] + 1);
                }
                row[j] = cost;
                least = Math.min(least, cost);
            }
            if (least > most) {
                return far;
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return b.length() <= a.length() + most ? last[b.length()] : far;
    }
}
