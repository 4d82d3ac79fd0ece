package dev.memoir.engine;

import dev.memoir.Scope;
import dev.memoir.index.Cues;
import dev.memoir.ledger.Ledger;
import dev.memoir.resolve.NameText;
import dev.memoir.resolve.Voice;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What those whom a question names are called otherwise: who asks about "my sister" asks about Ana, if that is her name. What
 * the question says itself its words find.
 */
final class OtherNames {

    private OtherNames() {}

    /** {@return the keys of names, for {@link Cues#entities()}} */
    static Set<String> of(Ledger ledger, Scope scope, String question) {
        NameText text = NameText.of(question, Voice.OF_USER);
        Set<String> named = ledger.named(scope, text);
        if (named.isEmpty()) {
            return named;
        }
        Set<String> said = text.words();
        return named.stream()
                .filter(key -> !said.containsAll(NameText.words(key)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
