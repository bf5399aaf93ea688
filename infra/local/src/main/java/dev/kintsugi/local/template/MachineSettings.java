package dev.kintsugi.local.template;

/**
 * A state machine of the template.
 *
 * @param logicalName what the template calls it
 * @param definition the text in Amazon States Language, every substitution filled in
 */
public record MachineSettings(String logicalName, String name, String arn, String definition) {}
