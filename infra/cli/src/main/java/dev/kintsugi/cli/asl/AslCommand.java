package dev.kintsugi.cli.asl;

import picocli.CommandLine.Command;

/** The commands on state machines. */
@Command(
        name = "asl",
        description = "Check a state machine, or try it out without an account.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AslValidate.class, AslRun.class})
public final class AslCommand {}
