package dev.kintsugi.models.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.ToolResult;
import dev.kintsugi.core.model.Toolbox;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointBlock;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointType;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultStatus;
import software.amazon.awssdk.services.bedrockruntime.model.ToolSpecification;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;

/**
 * A request as Converse wants it: roles alternate, no block is blank, {@code maxTokens} is always set. Cache points stand
 * after the tools, after the stable end of the system prompt, after the stable passages of the first message, and at the
 * end of a conversation that goes on: four, which is Bedrock's maximum.
 */
final class ConverseRequests {
    private static final CachePointBlock CACHE_POINT =
            CachePointBlock.builder().type(CachePointType.DEFAULT).build();

    private final String modelId;
    private final PromptCache cache;

    ConverseRequests(String modelId, PromptCache cache) {
        this.modelId = modelId;
        this.cache = cache;
    }

    ConverseRequest of(ModelRequest request) {
        ConverseRequest.Builder converse = ConverseRequest.builder()
                .modelId(modelId)
                .messages(messages(request))
                .inferenceConfig(limits -> limits.maxTokens(request.maxTokens()));
        List<SystemContentBlock> system = system(request.system());
        if (!system.isEmpty()) {
            converse.system(system);
        }
        if (!request.toolbox().isEmpty()) {
            converse.toolConfig(tools(request.toolbox()));
        }
        return converse.build();
    }

    private List<SystemContentBlock> system(List<Passage> passages) {
        List<SystemContentBlock> blocks = new ArrayList<>();
        for (int at = 0; at < passages.size(); at++) {
            if (!passages.get(at).text().isBlank()) {
                blocks.add(SystemContentBlock.fromText(passages.get(at).text()));
            }
            if (cache.inMessages() && at == lastCachePoint(passages) && !blocks.isEmpty()) {
                blocks.add(SystemContentBlock.fromCachePoint(CACHE_POINT));
            }
        }
        return blocks;
    }

    private ToolConfiguration tools(Toolbox toolbox) {
        List<Tool> tools = new ArrayList<>();
        for (dev.kintsugi.core.model.Tool tool : toolbox.tools()) {
            tools.add(Tool.fromToolSpec(ToolSpecification.builder()
                    .name(tool.name())
                    .description(tool.description())
                    .inputSchema(ToolInputSchema.fromJson(Documents.of(tool.inputSchema())))
                    .build()));
        }
        if (cache.inTools()) {
            tools.add(Tool.fromCachePoint(CACHE_POINT));
        }
        return ToolConfiguration.builder().tools(tools).build();
    }

    private List<software.amazon.awssdk.services.bedrockruntime.model.Message> messages(ModelRequest request) {
        List<ConversationRole> roles = new ArrayList<>();
        List<List<ContentBlock>> contents = new ArrayList<>();
        for (Message message : request.messages()) {
            ConversationRole role =
                    message instanceof Message.FromModel ? ConversationRole.ASSISTANT : ConversationRole.USER;
            if (roles.isEmpty() || roles.getLast() != role) {
                roles.add(role);
                contents.add(new ArrayList<>());
            }
            contents.getLast().addAll(blocks(message, roles.size() == 1));
        }
        if (cache.inMessages() && request.messages().size() > 1) {
            contents.getLast().add(ContentBlock.fromCachePoint(CACHE_POINT));
        }
        List<software.amazon.awssdk.services.bedrockruntime.model.Message> messages = new ArrayList<>();
        for (int at = 0; at < roles.size(); at++) {
            messages.add(software.amazon.awssdk.services.bedrockruntime.model.Message.builder()
                    .role(roles.get(at))
                    .content(contents.get(at))
                    .build());
        }
        return messages;
    }

    private List<ContentBlock> blocks(Message message, boolean first) {
        return switch (message) {
            case Message.FromUser user -> userBlocks(user.passages(), first);
            case Message.FromModel model -> modelBlocks(model);
            case Message.FromTools tools ->
                tools.results().stream().map(ConverseRequests::block).toList();
        };
    }

    private List<ContentBlock> userBlocks(List<Passage> passages, boolean first) {
        List<ContentBlock> blocks = new ArrayList<>();
        for (int at = 0; at < passages.size(); at++) {
            if (!passages.get(at).text().isBlank()) {
                blocks.add(ContentBlock.fromText(passages.get(at).text()));
            }
            if (first && cache.inMessages() && at == lastCachePoint(passages) && !blocks.isEmpty()) {
                blocks.add(ContentBlock.fromCachePoint(CACHE_POINT));
            }
        }
        return blocks;
    }

    private static List<ContentBlock> modelBlocks(Message.FromModel model) {
        List<ContentBlock> blocks = new ArrayList<>();
        if (!model.text().isBlank()) {
            blocks.add(ContentBlock.fromText(model.text().stripTrailing()));
        }
        for (ToolCall call : model.calls()) {
            blocks.add(ContentBlock.fromToolUse(ToolUseBlock.builder()
                    .toolUseId(call.id())
                    .name(call.name())
                    .input(Documents.of(
                            call instanceof ToolCall.Usable usable
                                    ? usable.input()
                                    : JsonNodeFactory.instance.objectNode()))
                    .build()));
        }
        if (blocks.isEmpty()) {
            blocks.add(ContentBlock.fromText("(nothing)"));
        }
        return blocks;
    }

    private static ContentBlock block(ToolResult result) {
        return ContentBlock.fromToolResult(ToolResultBlock.builder()
                .toolUseId(result.callId())
                .status(result.failed() ? ToolResultStatus.ERROR : ToolResultStatus.SUCCESS)
                .content(ToolResultContentBlock.fromText(result.text().isBlank() ? "(nothing)" : result.text()))
                .build());
    }

    private static int lastCachePoint(List<Passage> passages) {
        for (int at = passages.size() - 1; at >= 0; at--) {
            if (passages.get(at).cachePoint()) {
                return at;
            }
        }
        return -1;
    }
}
