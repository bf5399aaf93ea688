package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.HttpCloud;
import dev.kintsugi.local.cloud.EmulatedAws;

/** Emulated AWS, asked over HTTP as a stack is. */
final class EmulatedCloud implements Cloud {
    private final EmulatedAws aws;
    private final HttpCloud http;

    EmulatedCloud(EmulatedAws aws) {
        this.aws = aws;
        this.http = new HttpCloud(aws.endpoint());
    }

    @Override
    public JsonNode call(String method, String path, JsonNode body) {
        return http.call(method, path, body);
    }

    @Override
    public boolean isHere() {
        return false;
    }

    @Override
    public void close() {
        http.close();
        aws.close();
    }
}
