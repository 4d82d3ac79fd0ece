package dev.memoir.extract;

import dev.memoir.Memory;
import dev.memoir.RecordedTurn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A proposal beside what it rests on. Not thread-safe. */
final class ProposalContext {

    private final Proposal proposal;
    private final ExtractionRequest heard;
    private final ExtractionRequest raw;
    private final ExtractionSettings settings;
    private final List<RecordedTurn> cited;
    private final List<RecordedTurn> context;
    private final @Nullable Memory target;
    private final MorphologicalWords own;
    private final MorphologicalWords said;
    private final MorphologicalWords named;
    private final TextAnalysisCache read;
    private @Nullable GrammarWords grammar;
    private @Nullable NameForms nameForms;

    ProposalContext(
            Proposal proposal,
            ExtractionRequest heard,
            ExtractionRequest raw,
            ExtractionSettings settings,
            TextAnalysisCache read) {
        this.proposal = proposal;
        this.heard = heard;
        this.raw = raw;
        this.settings = settings;
        this.read = read;
        Set<String> ids = proposal.sources().stream().map(Citation::turnId).collect(Collectors.toSet());
        this.cited =
                heard.turns().stream().filter(turn -> ids.contains(turn.id())).toList();
        this.context = upToLastCited(heard);
        String targetId = targetId(proposal);
        this.target = heard.known().stream()
                .filter(memory -> memory.id().equals(targetId))
                .findFirst()
                .orElse(null);
        this.own = words(cited.stream().filter(this::believed).map(RecordedTurn::text));
        this.said = words(Stream.concat(texts(context), target == null ? Stream.empty() : Stream.of(target.text())));
        this.named = words(Stream.concat(texts(context), heard.known().stream().flatMap(ProposalContext::names)));
    }

    private List<RecordedTurn> upToLastCited(ExtractionRequest heard) {
        List<RecordedTurn> turns = new ArrayList<>(heard.before());
        int last = cited.isEmpty() ? -1 : heard.turns().indexOf(cited.get(cited.size() - 1));
        turns.addAll(heard.turns().subList(0, last + 1));
        return turns;
    }

    private MorphologicalWords words(Stream<String> texts) {
        return MorphologicalWords.together(texts.map(read::words).toList());
    }

    private static Stream<String> texts(List<RecordedTurn> turns) {
        return turns.stream()
                .flatMap(turn -> Stream.concat(
                        Stream.of(turn.text()), Stream.ofNullable(turn.turn().speaker())));
    }

    private static Stream<String> names(Memory memory) {
        return Stream.concat(
                Stream.concat(Stream.of(memory.text()), Stream.ofNullable(memory.subject())),
                memory.entities().stream());
    }

    static @Nullable String targetId(Proposal proposal) {
        if (proposal instanceof Proposal.Update update) {
            return update.memoryId();
        }
        return proposal instanceof Proposal.Delete delete ? delete.memoryId() : null;
    }

    Proposal proposal() {
        return proposal;
    }

    ExtractionSettings settings() {
        return settings;
    }

    /** {@return what is claimed; nothing if something is only taken back} */
    Optional<Claim> claim() {
        return proposal instanceof Proposal.Claiming claiming ? Optional.of(claiming.claim()) : Optional.empty();
    }

    /** {@return the turns that it cites, as they were heard} */
    List<RecordedTurn> cited() {
        return cited;
    }

    /** {@return the cited turns, the turns before and those of the batch up to the last cited} */
    List<RecordedTurn> context() {
        return context;
    }

    /** {@return the known fact that it changes, or null} */
    @Nullable
    Memory target() {
        return target;
    }

    /** {@return what was known} */
    List<Memory> known() {
        return heard.known();
    }

    /** {@return the words of the cited turns that are believed} */
    MorphologicalWords own() {
        return own;
    }

    /** {@return the words of the cited turns, those before, and of the fact that it changes} */
    MorphologicalWords said() {
        return said;
    }

    /** {@return what names may come from: all that was said, by whom, and what is known} */
    MorphologicalWords named() {
        return named;
    }

    /** {@return the words of grammar of the claim, in the language of itself and of the turns that it cites} */
    GrammarWords grammar() {
        if (grammar == null) {
            List<MorphologicalWords> source =
                    cited.stream().map(turn -> read.words(turn.text())).toList();
            grammar = GrammarWords.of(
                    read.words(text()).spaced(),
                    MorphologicalWords.together(source).spaced());
        }
        return grammar;
    }

    /** {@return the ISO 639 codes of the languages that the claim is likely to be in} */
    Set<String> languages() {
        Set<String> own = read.grammar(text()).languages();
        return own.isEmpty() ? grammar().languages() : own;
    }

    private String text() {
        return claim().map(Claim::text).orElse("");
    }

    /** {@return the numbers that a text can mean in its own language and in that of the claim} */
    Set<String> numbers(String text) {
        return read.numbers(text, languages());
    }

    /** {@return the times that a turn can mean} */
    MentionedDates times(RecordedTurn turn) {
        return read.times(turn);
    }

    /** {@return the cases that a name can stand in: in the language of the claim or of a cited turn} */
    NameForms nameForms() {
        if (nameForms == null) {
            Set<String> languages = new HashSet<>(languages());
            cited.forEach(turn -> languages.addAll(read.grammar(turn.text()).languages()));
            nameForms = NameForms.of(languages);
        }
        return nameForms;
    }

    boolean believed(RecordedTurn turn) {
        return settings.believed().contains(turn.turn().origin());
    }

    /** {@return a turn as it was recorded} */
    Optional<RecordedTurn> raw(String turnId) {
        return raw.turns().stream().filter(turn -> turn.id().equals(turnId)).findFirst();
    }

    /** {@return what the extractor was told, besides its own instructions} */
    Stream<String> told() {
        return Stream.of(
                        Stream.ofNullable(raw.instructions()),
                        Stream.ofNullable(settings.customInstructions()),
                        settings.includes().stream(),
                        settings.excludes().stream())
                .flatMap(texts -> texts);
    }
}
