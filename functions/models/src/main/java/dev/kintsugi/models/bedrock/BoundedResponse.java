package dev.kintsugi.models.bedrock;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Puts an end to the size of what Bedrock sends: the SDK itself would read until memory is full. */
final class BoundedResponse implements ExecutionInterceptor {
    /** 16 MB: a reply of 5 million characters in JSON's longest usual spelling. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Somewhere among the causes of the SDK's own exception. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("more than %d bytes".formatted(MAX_BYTES));
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(Bounded::new);
    }

    /** Counts what is read. */
    private static final class Bounded extends FilterInputStream {
        private long read;

        Bounded(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = super.read(into, offset, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int more) throws TooLongException {
            read += more;
            if (read > MAX_BYTES) {
                throw new TooLongException();
            }
        }
    }
}
