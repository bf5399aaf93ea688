package dev.kintsugi.models.command;

import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.TokenEstimate;
import dev.kintsugi.core.model.Usage;
import dev.kintsugi.models.Excerpt;
import dev.kintsugi.models.Provider;
import dev.kintsugi.models.ProviderReply;
import dev.kintsugi.models.Timeouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A program on this machine that reads the prompt on stdin and writes its reply to stdout. It runs in an empty folder of
 * its own and sees none of our credentials. Exit 0 is an answer, 75 (sendmail's "try later") overload, else a refusal.
 */
public final class CommandModel implements Provider {
    private static final int TRY_LATER = 75;

    /** What a program needs to run at all; anything else, and so every credential, stays out. */
    private static final Set<String> HARMLESS =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TERM", "TMPDIR", "TZ", "SYSTEMROOT");

    private final List<String> words;
    private final Map<String, String> environment;
    private final Timeouts timeouts;

    /**
     * Reads the command; nothing is started yet.
     *
     * @param environment what we were started with; only what is harmless is passed on
     */
    public CommandModel(String command, Map<String, String> environment, Timeouts timeouts) {
        this.words = CommandWords.of(command);
        this.environment = new TreeMap<>(environment);
        this.environment.keySet().removeIf(name -> !HARMLESS.contains(name) && !name.startsWith("LC_"));
        this.timeouts = timeouts;
    }

    @Override
    public String name() {
        return "command:" + Path.of(words.getFirst()).getFileName();
    }

    @Override
    public boolean onThisMachine() {
        return true;
    }

    @Override
    public String windowAdvice() {
        return "Set context_tokens in the project to what the command's model takes.";
    }

    @Override
    public ProviderReply send(ModelRequest request, int part) {
        ModelRequest told = request.withoutTools();
        Path folder;
        try {
            folder = Files.createTempDirectory("kintsugi-agent-");
        } catch (IOException noFolder) {
            return new ProviderReply.Refused("no folder could be made for the command: " + noFolder.getMessage());
        }
        try {
            byte[] prompt = prompt(told).getBytes(StandardCharsets.UTF_8);
            return reply(
                    told, AgentProcess.run(words, environment, folder, prompt, Reply.MAX_CHARACTERS, timeouts.total()));
        } finally {
            AgentFolder.delete(folder);
        }
    }

    private ProviderReply reply(ModelRequest told, AgentProcess.Outcome outcome) {
        return switch (outcome) {
            case AgentProcess.Outcome.NotStarted not ->
                new ProviderReply.Refused("the command could not be started: " + not.reason());
            case AgentProcess.Outcome.TooSlow slow ->
                new ProviderReply.Lost("the command was ended, because it was not done within %d s"
                        .formatted(Math.max(1, timeouts.total().toSeconds())));
            case AgentProcess.Outcome.TooLong flood ->
                new ProviderReply.Garbled(
                        "the command was ended, because it wrote more than %d bytes".formatted(Reply.MAX_CHARACTERS));
            case AgentProcess.Outcome.Stopped stopped -> new ProviderReply.Lost("the call was interrupted");
            case AgentProcess.Outcome.Ended ended
            when ended.exit() == TRY_LATER ->
                new ProviderReply.Busy("the command asks to try later: " + Excerpt.of(ended.err()), Optional.empty());
            case AgentProcess.Outcome.Ended ended
            when ended.exit() != 0 ->
                new ProviderReply.Refused(
                        "the command ended with exit %d: %s".formatted(ended.exit(), Excerpt.of(ended.err())));
            case AgentProcess.Outcome.Ended ended -> reply(told, ended);
        };
    }

    private static ProviderReply reply(ModelRequest told, AgentProcess.Outcome.Ended ended) {
        if (ended.out().isEmpty()) {
            return new ProviderReply.Garbled("the command's output is no UTF-8 text");
        }
        String text = ended.out().get();
        Usage usage = Usage.estimated(TokenEstimate.atMost(told), TokenEstimate.atMost(text));
        return new ProviderReply.Replied(new Reply(text, List.of(), StopReason.END_TURN, usage), false);
    }

    /** The conversation as one text; a first question stands alone, without marks of who speaks. */
    static String prompt(ModelRequest told) {
        StringBuilder prompt = new StringBuilder();
        told.system().forEach(passage -> prompt.append(passage.text()));
        boolean talk = told.messages().size() > 1;
        for (Message message : told.messages()) {
            switch (message) {
                case Message.FromUser user -> {
                    prompt.append(talk ? "\n[you are told]\n" : "\n");
                    user.passages().stream().map(Passage::text).forEach(prompt::append);
                }
                case Message.FromModel model ->
                    prompt.append("\n[you answered]\n").append(model.text());
                case Message.FromTools tools -> throw new IllegalStateException("a toolless talk has no results");
            }
        }
        return prompt.toString();
    }
}
