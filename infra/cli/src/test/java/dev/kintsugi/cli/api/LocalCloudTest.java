package dev.kintsugi.cli.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.local.cloud.Options;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCloudTest {
    @TempDir
    private Path data;

    @Test
    void a_question_after_a_ctrl_c_is_told_as_a_stop_and_not_as_a_bug() {
        LocalCloud cloud = LocalCloud.open(data, Options.usual());
        cloud.close();

        assertThatThrownBy(() -> cloud.call("GET", "/projects", JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(ApiRefusal.class)
                .hasMessageContaining("stopped");
    }
}
