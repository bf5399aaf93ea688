package dev.kintsugi.core.session;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Table;
import java.util.Locale;

/** Which session: one role's conversation in one cycle of a job, whatever the attempt. */
record SessionKey(JobId job, int cycle, Role role) {
    private static final int TURN_DIGITS = 4;

    /** What the sort key of everything in it begins with. */
    String prefix() {
        return String.format(Locale.ROOT, "%06d/%s/", cycle, role.word());
    }

    /** The name of a turn: it stands on the job while the call is out. */
    String name(int turn) {
        return prefix() + String.format(Locale.ROOT, "%0" + TURN_DIGITS + "d", turn);
    }

    Key turn(int turn) {
        return key(name(turn));
    }

    /** Where a call that was lost is told of; the turn itself is for the reply. */
    Key lost(int turn, long losses) {
        return key(name(turn) + "/lost" + losses);
    }

    /** Where the further parts of a long exchange stand, from 1. */
    Key part(int turn, int part) {
        return key(name(turn) + String.format(Locale.ROOT, "/part%03d", part));
    }

    /** Where it is told that the session was cut off in an attempt. */
    Key cutOff(int attempt) {
        return key(prefix() + String.format(Locale.ROOT, "cut%06d", attempt));
    }

    private Key key(String sort) {
        return new Key(Table.SESSIONS, job.toString(), sort);
    }

    /** The turn that a record of this session is about. */
    int turnOf(Key key) {
        return Integer.parseInt(key.sort().substring(prefix().length(), prefix().length() + TURN_DIGITS));
    }
}
