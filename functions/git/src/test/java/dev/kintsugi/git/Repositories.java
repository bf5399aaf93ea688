package dev.kintsugi.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspace;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens repositories for tests. */
final class Repositories {
    private Repositories() {}

    static Workspace open(Path repository, Path cache) {
        Opening opening =
                new JGitWorkspaces(cache, InstantSource.system(), TokenSource.none()).open(repository.toString());
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).workspace();
    }

    static Opening.Refused refused(String repository, Path cache) {
        Opening opening = new JGitWorkspaces(cache, InstantSource.system(), TokenSource.none()).open(repository);
        assertThat(opening).isInstanceOf(Opening.Refused.class);
        return (Opening.Refused) opening;
    }
}
