package dev.kintsugi.core.review;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether words approve. A wrong no costs a cycle, a wrong yes lands bad work, so every doubt is a no: negations,
 * conditions, a template sent back unfilled.
 */
final class VerdictWords {
    /** Marks of Markdown and emoji around a verdict. */
    private static final String ORNAMENT = "[\\s*#_`>\\[\\](){}.!:\\p{So}\\p{Sk}\\uFE0F-]{0,40}";

    private static final Pattern BARE_YES =
            Pattern.compile(ORNAMENT + "(?:(?:verdict|status|result|decision)" + ORNAMENT + ")?approved" + ORNAMENT);
    /** Wherever it stands: beside it no approval is beyond doubt. */
    private static final Pattern VETO = Pattern.compile(
            "\\bnot(?: yet| be| been|[*_]{1,3})? ?[*_]{0,3}[ _-]?approved\\b|\\b(?:dis|un|non-|dis-)approved\\b|"
                    + "\\bnot(?: yet)?[ _-]approve\\b|\\b(?:cannot|can't|can not) approve\\b");

    private static final int MAX_BARE_LINE = 400;
    private static final Pattern HARMLESS_NO = Pattern.compile(
            "^(?:no|without|zero) (?:\\w+ ){0,2}(?:issues?|problems?|concerns?|findings?|objections?|defects?|errors?|"
                    + "blockers?|remarks?|regressions?|complaints?)\\b.*",
            Pattern.DOTALL);
    private static final Pattern NO_FIRST = Pattern.compile(
            "^(?:no|not|false|never|none|n|nope|denied|deny|reject\\w*|refused|disapprov\\w*|cannot|can't|cant|pending|"
                    + "fail\\w*|unclear|unsure|maybe|partial\\w*|0)\\b.*",
            Pattern.DOTALL);
    private static final Pattern DOUBT = Pattern.compile(
            "\\bnot (?:yet |be |fully |really |currently )?(?:approv|ready|acceptable|mergeable|merge|pass|ok|good)|"
                    + "\\b(?:cannot|can't|can not|won't|will not|do not|don't|unable to) (?:\\w+ )?(?:approv|merge|accept)|"
                    + "disapprov|\\breject|changes (?:are )?(?:requested|required|needed)|\\bunless\\b|\\bonce\\b|"
                    + "\\bprovided\\b|\\bpending\\b|\\bsubject to\\b|\\bas soon as\\b|\\bconditional|\\bassuming\\b|"
                    + "\\bonly if\\b|\\bif (?:you|the|these|those|this|that|it)\\b|\\bafter (?:the|these|those|fix)|"
                    + "\\bexcept\\b|\\bmust (?:be|first)\\b|\\bneeds? to be\\b|\\bwould be approved\\b|[❌✗✘🚫]");
    private static final Pattern TEMPLATE =
            Pattern.compile("^[<\\[{(].*|.*(?:yes|true)\\s?(?:\\||/|or)\\s?(?:no|false).*");

    private VerdictWords() {}

    /** What the words after {@code APPROVED:} say; none say that it is. */
    static boolean approves(String words) {
        String lower = words.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("^[\\s*_`\"'-]{1,20}", "")
                .strip();
        if (lower.isEmpty()) {
            return true;
        }
        boolean refuses =
                NO_FIRST.matcher(lower).matches() && !HARMLESS_NO.matcher(lower).matches();
        return !refuses
                && !DOUBT.matcher(lower).find()
                && !TEMPLATE.matcher(firstLine(lower)).matches();
    }

    /** A line that is a verdict by itself, without a key's colon and words. */
    static Optional<Boolean> bareVerdict(String line) {
        String lower = line.toLowerCase(Locale.ROOT).strip();
        if (VETO.matcher(lower).find()) {
            return Optional.of(false);
        }
        if (lower.length() > MAX_BARE_LINE) {
            return Optional.empty();
        }
        return BARE_YES.matcher(lower).matches() ? Optional.of(true) : Optional.empty();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
