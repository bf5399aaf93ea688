package dev.kintsugi.local.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** S3 by path: a bucket is made, an object is put and read again. */
final class Buckets {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    /** @param path {@code /bucket} or {@code /bucket/key} */
    Reply answer(String method, String path, byte[] body) {
        boolean isObject = path.indexOf('/', 1) > 0;
        return switch (method) {
            case "PUT" -> {
                if (isObject) {
                    objects.put(path, body);
                }
                yield Reply.xml(200, "");
            }
            case "GET" ->
                find(path)
                        .map(found -> new Reply(200, "application/octet-stream", found))
                        .orElseGet(() -> Reply.xml(404, "<Error><Code>NoSuchKey</Code></Error>"));
            default -> Reply.xml(405, "<Error><Code>MethodNotAllowed</Code></Error>");
        };
    }

    /** What an address such as {@code s3://bucket/key} means. */
    byte[] read(String address) {
        return find(address.substring("s3:/".length()))
                .orElseThrow(() -> new IllegalArgumentException("there is no " + address));
    }

    private Optional<byte[]> find(String path) {
        return Optional.ofNullable(objects.get(path));
    }
}
