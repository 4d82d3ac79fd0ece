// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.llm.LanguageModel;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.AssertionFailedError;

/**
 * A JUnit 5 extension that resolves these test method parameters:
 *
 * <ul>
 * <li>{@link LongTermMemory}: a memory for this test, in a temporary folder that is deleted afterwards. It only
 *     extracts facts on {@link dev.memoir.Learning#flush}, so that batches do not depend on timing;
 * <li>{@link LanguageModel}: a model that answers with recorded replies, the same as the memory's;
 * <li>{@link TestClock}: the memory's clock, which only advances on request.
 * </ul>
 *
 * <p>Replies are readable, reviewable files in {@code src/test/recordings/TestClass}, one per prompt. A prompt must
 * match its recording exactly. Otherwise the test fails, and reports which recording is stale and how the prompt
 * changed; it also fails if it does not use one of its recordings. The system property {@code memoir.replies} changes
 * this: {@code record} calls the model of {@link Builder#recordingFrom(String, Supplier)} for missing replies and
 * deletes stale ones, {@code accept} keeps a stale reply for the changed prompt.
 *
 * <pre>{@code
 * @ExtendWith(MemoirExtension.class)
 * class AssistantTest {
 *     @Test
 *     void a_fact_is_extracted(LongTermMemory memory, TestClock clock) { … }
 * }
 * }</pre>
 *
 * <p>To configure the model to record from, the folder or the memory, build it with {@link #builder()} and register it
 * as a static field with {@code @RegisterExtension}. Thread-safe: tests may run concurrently.
 */
public final class MemoirExtension
        implements BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                TestExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(MemoirExtension.class);
    private static final Set<Class<?>> SUPPORTED_TYPES =
            Set.of(LongTermMemory.class, LanguageModel.class, TestClock.class);
    private static final int MAX_NAME_LENGTH = 60;

    private final Path directory;
    private final Instant start;
    private final UnaryOperator<LongTermMemoryBuilder> memory;
    private final Recorder recorder;

    /** Creates an extension with the default folder and memory, and no model to record from. */
    public MemoirExtension() {
        this(builder());
    }

    private MemoirExtension(Builder builder) {
        directory = builder.directory;
        start = builder.start;
        memory = builder.memory;
        recorder = builder.recorder;
    }

    /**
     * {@return a builder; the defaults are recordings in {@code src/test/recordings}, a clock at 2026-01-01T12:00Z, and
     * the default memory}
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return SUPPORTED_TYPES.contains(parameter.getParameter().getType())
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestSession session = session(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == LongTermMemory.class) {
            return session.memory();
        }
        return type == TestClock.class ? session.clock() : session.replies();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        session(context);
    }

    /** Reports unrecorded prompts first, because a prompt without a reply usually causes the later failure. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        List<UnrecordedPromptException> unrecorded = session(context).replies().unrecorded();
        if (unrecorded.isEmpty()) {
            throw failure;
        }
        AssertionFailedError stale = stale(unrecorded);
        stale.addSuppressed(failure);
        throw stale;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestSession session = session(context);
        session.close();
        RecordedReplies replies = session.replies();
        if (context.getExecutionException().isPresent()) {
            return;
        }
        if (!replies.unrecorded().isEmpty()) {
            throw stale(replies.unrecorded());
        }
        if (ReplyMode.chosen() == ReplyMode.RECORD) {
            replies.deleteUnused();
        } else if (!replies.unused().isEmpty()) {
            throw unused("the test", replies.unused());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Recordings recordings = recordings(context);
        if (ReplyMode.chosen() != ReplyMode.REPLAY) {
            recordings.tidy();
        }
        Set<String> methods =
                ReflectionSupport.findMethods(
                                context.getRequiredTestClass(), any -> true, HierarchyTraversalMode.BOTTOM_UP)
                        .stream()
                        .map(Method::getName)
                        .collect(Collectors.toSet());
        List<Recording> orphaned = recordings.all().stream()
                .filter(recording -> !methods.contains(recording.test().split("\\(", 2)[0]))
                .toList();
        if (!orphaned.isEmpty()) {
            throw unused("any method of the class", orphaned);
        }
    }

    private static AssertionFailedError stale(List<UnrecordedPromptException> unrecorded) {
        UnrecordedPromptException first = unrecorded.get(0);
        return new AssertionFailedError(first.getMessage(), first.recorded(), first.prompt(), first);
    }

    private static AssertionFailedError unused(String by, List<Recording> recordings) {
        return new AssertionFailedError("Recorded replies not requested by " + by + ": "
                + recordings.stream().map(Recording::file).collect(Collectors.joining(", "))
                + ". Delete them, or run the test with -D" + ReplyMode.PROPERTY + "=record.");
    }

    private TestSession session(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        TestSession.class,
                        any -> new TestSession(
                                new TestClock(start),
                                new RecordedReplies(
                                        recordings(context), testName(context), ReplyMode.chosen(), recorder),
                                memory),
                        TestSession.class);
    }

    private Recordings recordings(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        String name = test.getName()
                .substring(
                        test.getPackageName().isEmpty()
                                ? 0
                                : test.getPackageName().length() + 1);
        Path folder = directory.resolve(name.replace('$', '.'));
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(folder, any -> new Recordings(folder), Recordings.class);
    }

    /**
     * Returns the name of a test; runs of a repeated or parameterised test are distinguished by their display names.
     */
    private static String testName(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName();
        boolean run = context.getUniqueId().contains("test-template-invocation:");
        if (!run) {
            return method;
        }
        String name = context.getDisplayName()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return method + "(" + (name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH)) + ")";
    }

    /** Builds a {@link MemoirExtension}. Not thread-safe. */
    public static final class Builder {

        private Path directory = Path.of("src", "test", "recordings");
        private Instant start = Instant.parse("2026-01-01T12:00:00Z");
        private UnaryOperator<LongTermMemoryBuilder> memory = UnaryOperator.identity();
        private Recorder recorder;

        private Builder() {}

        /**
         * {@return this}
         *
         * @param directory the parent of the recording folders, one per test class, relative to the working directory
         *     of the tests
         */
        public Builder directory(Path directory) {
            this.directory = directory;
            return this;
        }

        /**
         * {@return this}
         *
         * @param start the initial time of the clock
         */
        public Builder startingAt(Instant start) {
            this.start = start;
            return this;
        }

        /**
         * {@return this}
         *
         * @param memory customises the memory, for example its embedder or extraction
         */
        public Builder memory(UnaryOperator<LongTermMemoryBuilder> memory) {
            this.memory = memory;
            return this;
        }

        /**
         * {@return this}
         *
         * @param name the name of the model, stored with each reply
         * @param model creates the model from which replies are recorded; only called if one is recorded
         */
        public Builder recordingFrom(String name, Supplier<? extends LanguageModel> model) {
            this.recorder = new Recorder(name, model);
            return this;
        }

        /** {@return the extension} */
        public MemoirExtension build() {
            return new MemoirExtension(this);
        }
    }
}
