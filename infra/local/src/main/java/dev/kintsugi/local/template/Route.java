package dev.kintsugi.local.template;

/**
 * One route of the API.
 *
 * @param method in capitals
 * @param path with parameters in braces
 * @param function who answers
 */
public record Route(String method, String path, String function) {}
