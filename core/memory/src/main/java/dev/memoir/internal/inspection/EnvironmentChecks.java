// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.inspection;

import dev.memoir.MemoirException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.ValidatingEmbedder;
import dev.memoir.inspection.CheckResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks Java, the platform, and whether the embedder works here. */
final class EnvironmentChecks {

    /** The version that Memoir is compiled for. */
    private static final int OLDEST_JAVA = 17;

    /** Not from any user's data; short, because a remote embedder charges for it. */
    private static final String PROBE = "memory";

    private EnvironmentChecks() {}

    static CheckResult java() {
        int version = Runtime.version().feature();
        long heap = Runtime.getRuntime().maxMemory();
        String message = "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor")
                + ") on " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + ReadableAmount.bytes(heap) + " of heap at most.";
        CheckResult result = version >= OLDEST_JAVA
                ? CheckResult.ok("java", message)
                : CheckResult.problem("java", message, "Use Java " + OLDEST_JAVA + " or later.");
        return result.with("version", version).with("maxHeapBytes", heap);
    }

    /** {@return the identity of the embedder, or null if it does not work} Its native libraries are loaded. */
    static @Nullable EmbedderIdentity embedder(InspectionTarget target, List<CheckResult> results) {
        Embedder loaded = null;
        try {
            loaded = target.embedder().get();
            EmbedderIdentity identity = EmbedderIdentity.of(loaded);
            new ValidatingEmbedder(loaded).embed(List.of(PROBE));
            results.add(CheckResult.ok(
                            "embedder",
                            "The embedder " + identity.id() + " works; its vectors have " + identity.dimension()
                                    + " dimensions.")
                    .with("dimension", identity.dimension()));
            return identity;
        } catch (RuntimeException | LinkageError e) {
            results.add(failed(e));
            return null;
        } finally {
            if (loaded != null && target.closesEmbedder()) {
                loaded.close();
            }
        }
    }

    /** Messages of Memoir's exceptions say what to do; those of others may quote a URL with a key, and are left out. */
    private static CheckResult failed(Throwable failure) {
        return failure instanceof MemoirException
                ? CheckResult.problem(
                        "embedder",
                        "The embedder does not work: " + failure.getMessage(),
                        "Without it nothing new can be found by its meaning. Fix this, or configure another embedder.")
                : CheckResult.problem(
                        "embedder",
                        "The embedder does not work (" + failure.getClass().getName() + ").",
                        "Check its address, its key and its native libraries, or configure another embedder.");
    }
}
