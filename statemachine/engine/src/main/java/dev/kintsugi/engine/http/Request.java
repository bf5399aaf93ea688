package dev.kintsugi.engine.http;

/** A request that has arrived whole. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
public record Request(RequestHead head, byte[] body) {}
