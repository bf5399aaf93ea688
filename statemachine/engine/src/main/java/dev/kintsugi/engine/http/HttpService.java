package dev.kintsugi.engine.http;

/** Something that answers requests on a port which it shares with others. */
public interface HttpService {
    /** Whether a request is for this service; asked in the order in which services were given, the first yes takes it. */
    boolean takes(RequestHead head);

    /** Bytes of the largest body that the service reads. */
    int bodyBytesMax();

    /** Answers a request. An exception that escapes is a bug and becomes {@link #broken}. */
    Response answer(Request request);

    /** The service's words for a body above its maximum. */
    Response tooLarge(RequestHead head);

    /** The service's words for a bug in itself: never a stack trace. */
    Response broken(RequestHead head, RuntimeException bug);
}
