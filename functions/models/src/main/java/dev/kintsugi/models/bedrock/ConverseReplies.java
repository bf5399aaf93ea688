package dev.kintsugi.models.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.TokenEstimate;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.Usage;
import dev.kintsugi.models.ProviderReply;
import dev.kintsugi.models.ToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;

/** Reads Converse's answer: text and tool calls; what the model only reasoned stays unread. */
final class ConverseReplies {
    private ConverseReplies() {}

    static ProviderReply of(ConverseResponse response, ModelRequest sent) {
        if (response.output() == null || response.output().message() == null) {
            return new ProviderReply.Garbled("Bedrock answered without a message");
        }
        String stop = String.valueOf(response.stopReasonAsString());
        Optional<StopReason> reason = StopReason.ofWord(stop);
        if (reason.isEmpty()) {
            return new ProviderReply.Garbled("the model's answer ended for a reason that is no end: " + stop);
        }
        StringBuilder text = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        for (ContentBlock block : response.output().message().content()) {
            if (block.text() != null) {
                text.append(block.text());
            }
            if (block.toolUse() != null) {
                calls.add(call(block.toolUse(), calls.size() + 1));
            }
        }
        Usage usage = usage(response.usage(), sent, text.toString(), calls);
        return new ProviderReply.Replied(
                new Reply(text.toString(), calls, reason.get(), usage),
                !sent.toolbox().isEmpty());
    }

    private static ToolCall call(ToolUseBlock block, int place) {
        String id = block.toolUseId() == null ? "call_" + place : block.toolUseId();
        String name = ToolNames.clean(block.name() == null ? "" : block.name());
        JsonNode input = block.input() == null ? null : Documents.json(block.input());
        return input instanceof ObjectNode object
                ? new ToolCall.Usable(id, name, object)
                : new ToolCall.Unusable(id, name, String.valueOf(input), "the input must be a JSON object");
    }

    private static Usage usage(@Nullable TokenUsage usage, ModelRequest sent, String text, List<ToolCall> calls) {
        String written = text + calls.stream().map(ToolCall::wholeText).reduce("", String::concat);
        if (usage == null) {
            return estimated(sent, written);
        }
        int input = count(usage.inputTokens());
        int output = count(usage.outputTokens());
        int cacheRead = usage.cacheReadInputTokens() == null ? 0 : count(usage.cacheReadInputTokens());
        int cacheWrite = usage.cacheWriteInputTokens() == null ? 0 : count(usage.cacheWriteInputTokens());
        boolean negative = input < 0 || output < 0 || cacheRead < 0 || cacheWrite < 0;
        if (negative || output * 2L < TokenEstimate.atLeast(written)) {
            return estimated(sent, written);
        }
        return new Usage(input, output, cacheRead, cacheWrite, true);
    }

    private static Usage estimated(ModelRequest sent, String written) {
        return Usage.estimated(TokenEstimate.atMost(sent), TokenEstimate.atMost(written));
    }

    private static int count(@Nullable Integer told) {
        return told == null ? -1 : told;
    }
}
