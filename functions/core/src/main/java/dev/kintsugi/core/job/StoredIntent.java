package dev.kintsugi.core.job;

import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileContent;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.Recipe;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.core.workspace.TreeId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A push intent as it stands on a job's head: all that makes the commit, so that anybody can make it again. */
final class StoredIntent {
    private StoredIntent() {}

    static Value of(PushIntent intent) {
        CommitFacts facts = intent.facts();
        Map<String, Value> stored = new HashMap<>();
        stored.put("branch", Value.of(intent.branch().name()));
        intent.expected().ifPresent(old -> stored.put("expected", Value.of(old.hex())));
        stored.put("commit", Value.of(intent.commit().hex()));
        stored.put(
                "parents",
                Value.ofTexts(facts.parents().stream().map(CommitId::hex).toList()));
        stored.put("tree", Value.of(facts.tree().hex()));
        stored.put("name", Value.of(facts.author().name()));
        stored.put("email", Value.of(facts.author().email()));
        stored.put("time", Value.of(facts.author().time().getEpochSecond()));
        stored.put("message", Value.of(facts.message()));
        if (!intent.recipe().isNone()) {
            stored.put("recipe", Value.of(intent.recipe().packed().bytes()));
        }
        return Value.of(stored);
    }

    static PushIntent read(Attributes stored) {
        List<CommitId> parents =
                stored.texts("parents").stream().map(CommitId::new).toList();
        Signature author =
                new Signature(stored.text("name"), stored.text("email"), Instant.ofEpochSecond(stored.number("time")));
        return new PushIntent(
                new Branch(stored.text("branch")),
                stored.findText("expected").map(CommitId::new),
                new CommitId(stored.text("commit")),
                new CommitFacts(parents, new TreeId(stored.text("tree")), author, stored.text("message")),
                stored.findBytes("recipe").map(FileContent::of).map(Recipe::new).orElseGet(Recipe::none));
    }
}
