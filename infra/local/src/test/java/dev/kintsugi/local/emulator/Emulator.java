package dev.kintsugi.local.emulator;

import dev.kintsugi.local.cloud.EmulatedServices;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The program: DynamoDB Local, ElasticMQ, a bucket, the engine, functions in processes of their own, and a door in front. */
public final class Emulator {
    /** The port that every emulator of AWS listens on. */
    static final int PORT = 4566;

    private Emulator() {}

    public static void main(String[] arguments) throws Exception {
        Path runtime = Path.of(arguments[0]);
        Path code = Path.of(arguments[1]);
        try (EmulatedServices services = EmulatedServices.start()) {
            Buckets buckets = new Buckets();
            Stacks stacks = new Stacks(services, buckets, new FunctionProcess.Ground(runtime, code, PORT));
            try (Door door = Door.open(PORT, services, buckets, stacks)) {
                System.out.println("Ready, " + door.address());
                new CountDownLatch(1).await();
            }
        }
    }
}
