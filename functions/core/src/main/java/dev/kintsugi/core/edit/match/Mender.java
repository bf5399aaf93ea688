package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries one replacement on one file. The tiers are asked in turn, and the first that knows places decides: one place
 * is changed, several are ambiguous unless the hint decides, and only when a tier knows none is the next one asked.
 */
public final class Mender {
    private final SourceText source;
    private final Edit.Replace edit;
    private final Circumstances circumstances;

    private Mender(SourceText source, Edit.Replace edit, Circumstances circumstances) {
        this.source = source;
        this.edit = edit;
        this.circumstances = circumstances;
    }

    /** Finds the place and carries the edit out there, or says why not. */
    public static Attempt attempt(SourceText source, Edit.Replace edit, Circumstances circumstances) {
        if (edit.unit() != Edit.Unit.LINES) {
            Optional<Attempt> literal = Fragment.literally(source, edit);
            if (literal.isPresent()) {
                return literal.get();
            }
        }
        if (isReadWithItsFence(edit)) {
            return fenced(source, edit, circumstances);
        }
        if (!edit.readings().isEmpty()) {
            return read(source, edit, circumstances);
        }
        return new Mender(source, wholeLines(edit), circumstances).attempt();
    }

    /** A text that ends with the indentation of the line after it, before and after, is about the lines before. */
    private static Edit.Replace wholeLines(Edit.Replace edit) {
        int find = edit.find().lastIndexOf('\n') + 1;
        int replace = edit.replace().lastIndexOf('\n') + 1;
        boolean cut = edit.unit() != Edit.Unit.LINES
                && find > 0
                && replace > 0
                && edit.find().substring(find).isBlank()
                && edit.replace().substring(replace).isBlank();
        return cut
                ? edit.as(new Edit.Reading(
                        edit.find().substring(0, find), edit.replace().substring(0, replace)))
                : edit;
    }

    /** Whether the one other way to read it is the same text with the fence around it. */
    private static boolean isReadWithItsFence(Edit.Replace edit) {
        if (edit.readings().size() != 1) {
            return false;
        }
        String other = edit.readings().getFirst().find();
        int first = other.indexOf('\n') + 1;
        int last = other.lastIndexOf('\n', other.length() - 2) + 1;
        return opensFence(other)
                && first <= last
                && other.substring(first, last).equals(edit.find());
    }

    private static boolean opensFence(String text) {
        String line = text.stripLeading();
        return line.startsWith("```") || line.startsWith("~~~");
    }

    /** A fence that stands in the file belongs to the edit; one that does not was the coder's. */
    private static Attempt fenced(SourceText source, Edit.Replace edit, Circumstances circumstances) {
        Edit.Replace literally = edit.as(edit.readings().getFirst());
        Attempt whole = new Mender(source, literally, circumstances).attempt();
        if (whole instanceof Attempt.Changed changed && changed.tier().compareTo(Tier.INDENTATION) <= 0) {
            return changed;
        }
        Attempt inside = new Mender(
                        source, wholeLines(edit.as(new Edit.Reading(edit.find(), edit.replace()))), circumstances)
                .attempt();
        return whole instanceof Attempt.Standing && !(inside instanceof Attempt.Changed) ? whole : inside;
    }

    /**
     * A block whose divider also stands in its content: the reading that the file bears out, and of several the one
     * with the longest FIND, because the file goes on as that FIND does.
     */
    private static Attempt read(SourceText source, Edit.Replace edit, Circumstances circumstances) {
        List<Edit.Reading> readings = new ArrayList<>(edit.readings());
        readings.add(0, new Edit.Reading(edit.find(), edit.replace()));
        List<Attempt> standing = new ArrayList<>();
        for (int i = readings.size() - 1; i >= 0; i--) {
            Attempt attempt = new Mender(source, edit.as(readings.get(i)), circumstances).attempt();
            if (attempt instanceof Attempt.Changed changed && changed.tier().compareTo(Tier.INDENTATION) <= 0) {
                return changed;
            }
            if (attempt instanceof Attempt.Standing there) {
                standing.add(there);
            }
        }
        return standing.size() == 1
                ? standing.get(0)
                : Attempt.Refused.plainly(Reason.of(
                        Reason.Kind.UNREADABLE,
                        "the block has several dividers, and the file does not tell which is meant"));
    }

    private Attempt attempt() {
        List<String> find = Sought.split(edit.find());
        List<String> replace = Sought.split(edit.replace());
        if (find.isEmpty()) {
            return appended();
        }
        Sought literal = Sought.of(find);
        if (literal.isBlank()) {
            return Attempt.Refused.plainly(Reason.of(Reason.Kind.UNREADABLE, "FIND holds nothing but blanks"));
        }
        long left = Elision.count(find);
        long leftOut = Elision.count(replace);
        if (left == 0 && leftOut == 0) {
            return placed(find, replace);
        }
        if (left > 0 && !Places.of(source.lines(), literal).isEmpty() && left == leftOut) {
            return placed(find, replace);
        }
        return elided(find, replace);
    }

    private Attempt elided(List<String> find, List<String> replace) {
        // What both leave out around the rest says nothing; what only REPLACE leaves out might be lost.
        int head = Elision.head(find);
        int tail = head == find.size() ? 0 : Elision.tail(find);
        List<String> sought = find.subList(head, find.size() - tail);
        int from = head == 0 ? 0 : Elision.head(replace);
        int to = replace.size() - (tail == 0 || from == replace.size() ? 0 : Elision.tail(replace));
        List<String> put = replace.subList(from, to);
        long left = Elision.count(sought);
        long leftOut = Elision.count(put);
        if (sought.isEmpty() || Sought.of(sought).isBlank()) {
            return Attempt.Refused.plainly(Reason.of(Reason.Kind.ELISION, "FIND leaves everything out"));
        }
        if (left == 0) {
            Optional<List<String>> whole = Elision.writtenOut(sought, put);
            return whole.isPresent()
                    ? placed(sought, whole.get())
                    : Attempt.Refused.plainly(Reason.of(
                            Reason.Kind.ELISION,
                            "REPLACE leaves out text, and FIND does not show which; write it out"));
        }
        if (left != leftOut) {
            return Attempt.Refused.plainly(Reason.of(
                    Reason.Kind.ELISION,
                    "FIND leaves text out " + left + " times and REPLACE " + leftOut + "; leave out the same in both"));
        }
        return new Gapped(source.lines(), Elision.marked(sought), Elision.marked(put), scope()).attempt();
    }

    /** A patch's hunk of added lines only goes to the end of the file, as that dialect says; others need a place. */
    private Attempt appended() {
        String text = source.text();
        boolean end = edit.hint().ordered()
                && edit.hint().binding()
                && edit.hint().scope().isEmpty();
        if (!end && !source.isBlank()) {
            return Attempt.Refused.plainly(
                    Reason.of(Reason.Kind.UNREADABLE, "FIND is empty, so there is no place to change"));
        }
        if (text.endsWith(edit.replace()) && !edit.replace().isBlank()) {
            return new Attempt.Standing(
                    Lines.of(text).size() - Sought.split(edit.replace()).size());
        }
        Lines lines = source.lines();
        Region region = new Region(lines, lines.size(), lines.size());
        List<String> put = Sought.split(edit.replace());
        if (text.isEmpty()) {
            return new Attempt.Changed(edit.replace(), Tier.EXACT, 0, put.size(), put.size());
        }
        put.forEach(line -> region.put(line, lines.size() - 1));
        String whole = lines.endOf(lines.size() - 1).isEmpty()
                ? text + lines.commonEnd() + region.text().substring(text.length())
                : region.text();
        return new Attempt.Changed(whole, Tier.EXACT, lines.size(), lines.size() + put.size(), put.size());
    }

    private Scope scope() {
        return new Scope(source.lines(), edit.hint(), circumstances.after(), circumstances.drift());
    }

    private Attempt placed(List<String> find, List<String> replace) {
        Lines file = source.lines();
        Sought sought = Sought.of(find);
        List<Match> exact = Verbatim.places(source.text(), file, find);
        List<Match> places = exact.isEmpty() ? closest(Places.of(file, sought)) : exact;
        if (!places.isEmpty()) {
            return atOneOf(places, sought, replace);
        }
        Optional<Attempt> fragment = Fragment.within(source, find, replace);
        if (fragment.isPresent()) {
            return fragment.get();
        }
        return new Guess(file, sought, replace, scope()).attempt();
    }

    /** The places of the closest tier that knows any. */
    private static List<Match> closest(List<Match> places) {
        List<Match> closest = new ArrayList<>();
        for (Match place : places) {
            if (!closest.isEmpty() && place.tier().compareTo(closest.get(0).tier()) < 0) {
                closest.clear();
            }
            if (closest.isEmpty() || place.tier() == closest.get(0).tier()) {
                closest.add(place);
            }
        }
        return closest;
    }

    private Attempt atOneOf(List<Match> places, Sought sought, List<String> replace) {
        Lines file = source.lines();
        Optional<Integer> standing = Standing.coveringAll(file, places, sought, replace);
        if (standing.isPresent()) {
            return new Attempt.Standing(standing.get());
        }
        List<Match> left = scope().decided(places);
        if (left.size() > 1) {
            return Nearest.ambiguous(file, left);
        }
        Match place = left.get(0);
        if (scope().contradicts(place, sought)) {
            return Nearest.outOfScope(file, place);
        }
        if (place.tier().compareTo(Tier.TRAILING_BLANKS) > 0) {
            Optional<Match> rival = Doubt.rival(file, sought, place);
            if (rival.isPresent()
                    && scope().decided(List.of(place, rival.get())).size() != 1) {
                return Nearest.inDoubt(file, place, rival.get());
            }
        }
        return carriedOut(file, place, sought, replace);
    }

    static Attempt carriedOut(Lines file, Match place, Sought sought, List<String> replace) {
        return switch (Rewrite.of(file, place, sought.lines(), replace)) {
            case Rewrite.Result.Done done ->
                new Attempt.Changed(
                        done.text(),
                        place.tier(),
                        place.from(),
                        Math.max(place.from(), place.to() + done.added()),
                        done.added());
            case Rewrite.Result.Conflict conflict -> Nearest.changedSince(file, place, sought, conflict);
        };
    }
}
