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
 * Gives the methods of a JUnit 5 test what they name as parameters:
 *
 * <ul>
 *   <li>{@link LongTermMemory}: a memory of the test's own, in a temporary folder that is deleted afterwards. It draws facts
 *       when it is told to, by {@link dev.memoir.Learning#flush}, so that batches do not depend on how fast the test runs;
 *   <li>{@link LanguageModel}: answers with recorded replies, as the memory's own does;
 *   <li>{@link TestClock}: the memory's clock, which stands still.
 * </ul>
 *
 * <p>Replies are files of {@code src/test/recordings/TestClass}, one for each prompt, which people can read and review. A
 * prompt is answered by the reply that was recorded for it, letter for letter. If none was, the test fails and tells which
 * recording is stale and how the prompt changed; so it does if it does not ask for one of its recordings. The system property
 * {@code memoir.replies} says what else is to be done: {@code record} has the model of
 * {@link Builder#recordingFrom(String, Supplier)} asked for what is missing and deletes what is stale, {@code accept} keeps a
 * stale reply for the prompt that took the old one's place.
 *
 * <pre>{@code
 * @ExtendWith(MemoirExtension.class)
 * class AssistantTest {
 *     @Test
 *     void a_fact_is_drawn(LongTermMemory memory, TestClock clock) { … }
 * }
 * }</pre>
 *
 * <p>In a static field, registered with {@code @RegisterExtension} and built by {@link #builder()}, it has a model to record
 * from, another folder or a memory that is built otherwise. Thread-safe: tests may run at the same time.
 */
public final class MemoirExtension
        implements BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                TestExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(MemoirExtension.class);
    private static final Set<Class<?>> GIVEN = Set.of(LongTermMemory.class, LanguageModel.class, TestClock.class);
    private static final int LONGEST_NAME = 60;

    private final Path directory;
    private final Instant start;
    private final UnaryOperator<LongTermMemoryBuilder> memory;
    private final Recorder recorder;

    /** With the default folder and memory, and no model to record from. */
    public MemoirExtension() {
        this(builder());
    }

    private MemoirExtension(Builder builder) {
        directory = builder.directory;
        start = builder.start;
        memory = builder.memory;
        recorder = builder.recorder;
    }

    /** {@return a builder: recordings in {@code src/test/recordings}, a clock that shows 2026-01-01T12:00Z, the default memory} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.contains(parameter.getParameter().getType())
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

    /** A prompt without a reply is mostly why something else fails after it. */
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
        List<Recording> nobodys = recordings.all().stream()
                .filter(recording -> !methods.contains(recording.test().split("\\(", 2)[0]))
                .toList();
        if (!nobodys.isEmpty()) {
            throw unused("any method of the class", nobodys);
        }
    }

    private static AssertionFailedError stale(List<UnrecordedPromptException> unrecorded) {
        UnrecordedPromptException first = unrecorded.get(0);
        return new AssertionFailedError(first.getMessage(), first.recorded(), first.asked(), first);
    }

    private static AssertionFailedError unused(String by, List<Recording> recordings) {
        return new AssertionFailedError("Recorded replies that are not asked for by " + by + ": "
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

    /** One run of a repeated or parameterised test is told from another by its display name. */
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
        return method + "(" + (name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME)) + ")";
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
         * @param directory where recordings are kept, a folder for each test class; from where the tests run
         */
        public Builder directory(Path directory) {
            this.directory = directory;
            return this;
        }

        /**
         * {@return this}
         *
         * @param start what the clock shows first
         */
        public Builder startingAt(Instant start) {
            this.start = start;
            return this;
        }

        /**
         * {@return this}
         *
         * @param memory how the memory is built otherwise: another embedder, what is extracted
         */
        public Builder memory(UnaryOperator<LongTermMemoryBuilder> memory) {
            this.memory = memory;
            return this;
        }

        /**
         * {@return this}
         *
         * @param name what to note beside each reply: the model's name
         * @param model makes the model that replies are recorded from; called only when one is recorded
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
