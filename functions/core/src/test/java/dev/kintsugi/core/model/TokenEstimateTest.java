package dev.kintsugi.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two estimates lie on either side of what real tokenizers count, on every kind of text that prompts are made of. */
class TokenEstimateTest {
    private static final List<Encoding> TOKENIZERS = Stream.of(EncodingType.CL100K_BASE, EncodingType.O200K_BASE)
            .map(Encodings.newDefaultEncodingRegistry()::getEncoding)
            .toList();

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>(List.of(
                "",
                "The quick brown fox jumps over the lazy dog, and nobody minds at all. ".repeat(40),
                "Die Donaudampfschifffahrtsgesellschaft verkauft Fahrkarten für größere Ausflüge. ".repeat(40),
                "我们需要在状态管理器中添加部分完成的跟踪功能,以便支持继续标志。".repeat(40),
                "проверка того, что оценка количества токенов достаточно осторожна. ".repeat(40),
                "これは日本語のテキストです。編集が失敗した場合は理由を示します。".repeat(40),
                "🚀🔥 done ✅ — “quoted” … ".repeat(60),
                "{\"id\":12345,\"name\":\"x\",\"values\":[1,2,3,4,5.25,-7],\"nested\":{\"a\":null}}".repeat(40),
                "function a(b,c){return b?c[0]+c[1]:!1}var d=[],e={f:1};".repeat(40),
                "    \n\t\tif (x == null) {\n\t\t\treturn;\n\t\t}\n".repeat(60),
                "| a | b |\n|---|---|\n| 1 | 2 |\n".repeat(60),
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".repeat(40),
                "================================================\n".repeat(40),
                "                                                \n".repeat(40),
                "3.14159265358979323846264338327950288419716939937510".repeat(40),
                Base64.getEncoder().encodeToString(bytes(4_000)),
                java.util.HexFormat.of().formatHex(bytes(3_000))));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/kintsugi/core/model"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(source));
            }
        }
        return texts;
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    @Test
    void no_tokenizer_counts_more_than_at_most() throws IOException {
        for (String text : texts()) {
            for (Encoding tokenizer : TOKENIZERS) {
                assertThat(tokenizer.countTokens(text))
                        .as(start(text))
                        .isLessThanOrEqualTo((int) TokenEstimate.atMost(text) + 1);
            }
        }
    }

    @Test
    void no_tokenizer_counts_fewer_than_at_least() throws IOException {
        for (String text : texts()) {
            for (Encoding tokenizer : TOKENIZERS) {
                assertThat(tokenizer.countTokens(text)).as(start(text)).isGreaterThanOrEqualTo((int)
                        TokenEstimate.atLeast(text));
            }
        }
    }

    @Test
    void on_java_at_most_is_within_twice_of_what_is_counted() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/kintsugi/core/model/PromptFit.java"));

        assertThat(TokenEstimate.atMost(source))
                .isLessThan(2L * TOKENIZERS.getFirst().countTokens(source));
        assertThat(TokenEstimate.atLeast(source))
                .isGreaterThan(TOKENIZERS.getFirst().countTokens(source) / 3);
    }

    @Test
    void random_words_stay_between_the_two() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            String alphabet = "etaoin shrdlu ETA 0123 (){};.,_-=\n\t\"'<>/äé漢字";
            for (int i = 0; i < 500; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (Encoding tokenizer : TOKENIZERS) {
                assertThat((long) tokenizer.countTokens(text.toString()))
                        .as("seed %d", seed)
                        .isBetween(TokenEstimate.atLeast(text.toString()), TokenEstimate.atMost(text.toString()) + 1);
            }
        }
    }

    private static String start(String text) {
        return text.substring(0, Math.min(60, text.length()));
    }
}
