package dev.kintsugi.aws;

import dev.kintsugi.core.queue.NoSuchQueueException;
import dev.kintsugi.core.queue.QueueName;
import java.util.Map;

/** Where each queue of this stack is: the template's names and the addresses that SQS gave them. */
public record QueueUrls(Map<QueueName, String> urls) {
    public QueueUrls {
        urls = Map.copyOf(urls);
    }

    String of(QueueName queue) {
        String url = urls.get(queue);
        if (url == null) {
            throw NoSuchQueueException.unknown(queue);
        }
        return url;
    }
}
