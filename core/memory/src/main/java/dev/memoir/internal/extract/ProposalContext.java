// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.Memory;
import dev.memoir.StoredTurn;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Proposal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A proposal with the turns and memories that it is checked against. Not thread-safe. */
final class ProposalContext {

    private final Proposal proposal;
    private final ExtractionRequest request;
    private final ExtractionRequest rawRequest;
    private final ExtractionSettings settings;
    private final List<StoredTurn> cited;
    private final List<StoredTurn> context;
    private final @Nullable Memory target;
    private final MorphologicalWords ownWords;
    private final MorphologicalWords saidWords;
    private final MorphologicalWords nameSources;
    private final TextAnalysisCache cache;
    private @Nullable GrammarWords grammar;
    private @Nullable NameForms nameForms;

    ProposalContext(
            Proposal proposal,
            ExtractionRequest request,
            ExtractionRequest rawRequest,
            ExtractionSettings settings,
            TextAnalysisCache cache) {
        this.proposal = proposal;
        this.request = request;
        this.rawRequest = rawRequest;
        this.settings = settings;
        this.cache = cache;
        Set<String> ids = proposal.sources().stream().map(Citation::turnId).collect(Collectors.toSet());
        this.cited =
                request.turns().stream().filter(turn -> ids.contains(turn.id())).toList();
        this.context = upToLastCited(request);
        String targetId = targetId(proposal);
        this.target = request.known().stream()
                .filter(memory -> memory.id().equals(targetId))
                .findFirst()
                .orElse(null);
        this.ownWords = words(cited.stream().filter(this::believed).map(StoredTurn::text));
        this.saidWords =
                words(Stream.concat(texts(context), target == null ? Stream.empty() : Stream.of(target.text())));
        this.nameSources =
                words(Stream.concat(texts(context), request.known().stream().flatMap(ProposalContext::names)));
    }

    private List<StoredTurn> upToLastCited(ExtractionRequest request) {
        List<StoredTurn> turns = new ArrayList<>(request.before());
        int last = cited.isEmpty() ? -1 : request.turns().indexOf(cited.get(cited.size() - 1));
        turns.addAll(request.turns().subList(0, last + 1));
        return turns;
    }

    private MorphologicalWords words(Stream<String> texts) {
        return MorphologicalWords.together(texts.map(cache::words).toList());
    }

    private static Stream<String> texts(List<StoredTurn> turns) {
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

    /** {@return the claim; empty if the proposal only retracts a fact} */
    Optional<Claim> claim() {
        return proposal instanceof Proposal.Claiming claiming ? Optional.of(claiming.claim()) : Optional.empty();
    }

    /** {@return the cited turns, in their sanitized form} */
    List<StoredTurn> cited() {
        return cited;
    }

    /** {@return the previous turns, and those of the batch up to the last cited turn} */
    List<StoredTurn> context() {
        return context;
    }

    /** {@return the known fact that the proposal changes, or null} */
    @Nullable
    Memory target() {
        return target;
    }

    /** {@return the known facts} */
    List<Memory> known() {
        return request.known();
    }

    /** {@return the words of the cited turns of believed origins} */
    MorphologicalWords ownWords() {
        return ownWords;
    }

    /** {@return the words of the {@linkplain #context() context} and of the fact that the proposal changes} */
    MorphologicalWords saidWords() {
        return saidWords;
    }

    /** {@return the words that names may come from: those of the context, its speakers and the known facts} */
    MorphologicalWords nameSources() {
        return nameSources;
    }

    /** {@return the function words of the claim, in its own language and that of the cited turns} */
    GrammarWords grammar() {
        if (grammar == null) {
            List<MorphologicalWords> source =
                    cited.stream().map(turn -> cache.words(turn.text())).toList();
            grammar = GrammarWords.of(
                    cache.words(text()).spaced(),
                    MorphologicalWords.together(source).spaced());
        }
        return grammar;
    }

    /** {@return the ISO 639 codes of the likely languages of the claim} */
    Set<String> languages() {
        Set<String> ownWords = cache.grammar(text()).languages();
        return ownWords.isEmpty() ? grammar().languages() : ownWords;
    }

    private String text() {
        return claim().map(Claim::text).orElse("");
    }

    /** {@return the numbers that a text can express in its own language and in that of the claim} */
    Set<String> numbers(String text) {
        return cache.numbers(text, languages());
    }

    /** {@return the dates that a turn mentions or implies} */
    MentionedDates times(StoredTurn turn) {
        return cache.times(turn);
    }

    /** {@return the grammatical cases that a name can have in the language of the claim or of a cited turn} */
    NameForms nameForms() {
        if (nameForms == null) {
            Set<String> languages = new HashSet<>(languages());
            cited.forEach(turn -> languages.addAll(cache.grammar(turn.text()).languages()));
            nameForms = NameForms.of(languages);
        }
        return nameForms;
    }

    boolean believed(StoredTurn turn) {
        return settings.trustedOrigins().contains(turn.turn().origin());
    }

    /** {@return a turn as recorded, before sanitizing} */
    Optional<StoredTurn> rawTurn(String turnId) {
        return rawRequest.turns().stream()
                .filter(turn -> turn.id().equals(turnId))
                .findFirst();
    }

    /** {@return the texts of the application and the caller that the extractor was given} */
    Stream<String> customTexts() {
        return Stream.of(
                        Stream.ofNullable(rawRequest.instructions()),
                        Stream.ofNullable(settings.customInstructions()),
                        settings.includes().stream(),
                        settings.excludes().stream())
                .flatMap(texts -> texts);
    }
}
