package dev.kintsugi.engine.http;

import java.util.Map;

/** What goes back: the length is added on the way. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
public record Response(int status, Map<String, String> headers, byte[] body) {}
