package dev.kintsugi.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.local.cloud.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a deployment uploads, read again as the embedded cloud reads what it came from. */
class PackagedTemplateTest {
    private static final Path TEMPLATE = Path.of("..", "template.yaml");

    private final Set<String> uploaded = new TreeSet<>();

    private String packaged() throws IOException {
        return PackagedTemplate.of(
                TEMPLATE,
                file -> {
                    uploaded.add(file.getFileName().toString());
                    return "s3://bucket/" + file.getFileName();
                },
                Map.of("MORE", "said"));
    }

    @Test
    void every_file_of_this_machine_is_one_in_the_bucket() throws IOException {
        String packaged = packaged();

        assertThat(uploaded).containsExactly("job.asl.json", "kintsugi-handlers.zip", "project.asl.json");
        assertThat(packaged).doesNotContain("\"../", "Fn::Transform");
        assertThat(PackagedTemplate.code(packaged)).isEqualTo("s3://bucket/kintsugi-handlers.zip");
    }

    @Test
    void it_says_the_same_as_the_template() throws IOException {
        Template same = Template.read(PackagedTemplate.with(Map.of("MaxWorkers", "7"), packaged()), Stack.LOCAL);

        Template own = Template.read(Files.readString(TEMPLATE), Stack.LOCAL);
        assertThat(same.routes(none -> "")).isEqualTo(Stack.routes(own));
        assertThat(same.rules()).isEqualTo(own.rules());
        assertThat(same.queues()).isEqualTo(own.queues());
        assertThat(same.functions())
                .extracting(FunctionSettings::name)
                .isEqualTo(own.functions().stream().map(FunctionSettings::name).toList());
        assertThat(same.functions())
                .allSatisfy(function -> assertThat(function.environment()).containsEntry("MORE", "said"));
        assertThat(same.functions().getFirst().environment()).containsEntry("KINTSUGI_MAX_WORKERS", "7");
    }
}
