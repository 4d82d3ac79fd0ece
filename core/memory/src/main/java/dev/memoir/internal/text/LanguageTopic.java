// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.text;

/**
 * The topics of a language file, which are its keys.
 *
 * <p>The value of a key is a list of words separated by white space, unless it is described as a regular expression. An
 * underscore represents a space. A key that ends with a dot begins a group: what follows the dot is a number or a name
 * that the words share. Words of Chinese, Japanese, Korean and Thai that are to be found inside a run without spaces
 * have the same key with {@code .cjk} added.
 */
public enum LanguageTopic {
    /** Words for the user as the subject of a statement. An asterisk at the end represents any ending. */
    USER("user"),
    /** Function words, which are not evidence for or against anything, and reveal the language of a text. */
    FUNCTION("function"),
    /** Synonyms for the same relative: a user who says "mom" has mentioned a mother. */
    RELATIVE("relative."),
    /** Quantities other than numerals, by their number: "dozen" is 12. */
    QUANTITY("quantity."),
    /** Words for persons: a sentence that contains one of them may begin with a name. */
    PERSON("person"),
    /** Words that accompany the number of years of an age. */
    AGE("age"),
    /** Case endings of names, without accents. */
    NAME_ENDINGS("name.endings"),
    /** Words for a password. An underscore in the name of a secret represents a space, a hyphen or nothing. */
    SECRET_PASSWORD("secret.password"),
    /** Words for a passphrase. */
    SECRET_PHRASE("secret.phrase"),
    /** Words for a code of digits or letters. */
    SECRET_CODE("secret.code"),
    /** Words that name a password or something else: "pass". */
    SECRET_WEAK("secret.weak"),
    /** Prepositions before what a secret opens: "for". */
    SECRET_PLACE("secret.place"),
    /** Words between the name of a secret and its value: "is". */
    SECRET_IS("secret.is"),
    /** Verbs for changing a password. An asterisk at the end represents any ending. */
    SECRET_CHANGE("secret.change"),
    /** Prepositions before the new value of a changed password. */
    SECRET_CHANGE_TO("secret.change-to"),
    /** Words before a word that names a password or something else, by which it names a password. */
    SECRET_MY("secret.my"),
    /** Words for the name of an account. */
    SECRET_LOGIN("secret.login"),
    /** Regular expressions for words around a PIN code that is a postal code. */
    SECRET_POSTAL("secret.postal"),
    /** Regular expressions for words around pins of a plug, a chip or a bowling lane. */
    SECRET_PART("secret.part"),
    /** Regular expressions for words around the PIN of a card or phone. */
    SECRET_CARD("secret.card"),
    /** Words that follow "my password is" and are not a password. */
    SECRET_NO_VALUE("secret.no-value"),
    /** "And" in a list. */
    CONJUNCTION("conjunction"),
    /** Everyday verbs, which count only in a statement without other content words. */
    EVERYDAY("everyday"),
    /** Words that a name follows, in a language that capitalises nouns. */
    BEFORE_NAME("before.name"),
    /** Words by which a language that capitalises nouns is recognised. */
    NOUN_CAPITALS("noun.capitals"),
    /** Short answers that agree to what was just proposed. */
    ASSENT("assent"),
    /** Words that approve of a proposal. They may refer to something else, so the proposal has to be cited too. */
    APPROVAL("approval"),
    /** A no, and negations. */
    NEGATION("negation"),
    /** Greetings and thanks. */
    COURTESY("courtesy"),
    /** Words that a sentence of a summary may begin with, in addition to names and function words. */
    OPENING("opening"),
    /** Numerals that mean nothing else, by their number. */
    NUMBER("number."),
    /** Ambiguous numerals: they may support a number of a claim, but do not need support themselves. */
    NUMBER_AMBIGUOUS("said."),
    /** Words for times around the time of a turn. */
    DATE_NEAR("date.near"),
    /**
     * Words for the day before, if they mean nothing else in any language: not "hier". Time expressions know them too.
     */
    DATE_YESTERDAY("date.yesterday"),
    /** Words for the same day, if they mean nothing else in any language. Time expressions know them too. */
    DATE_TODAY("date.today"),
    /** Words for the evening of the same day. */
    DATE_TONIGHT("date.tonight"),
    /**
     * Words for the next day, if they mean nothing else in any language: not "morgen", "mañana" or "demain". Time
     * expressions know them too.
     */
    DATE_TOMORROW("date.tomorrow"),
    /** Words for the second day before or after. */
    DATE_TWO_DAYS("date.two-days"),
    /** Words with which a number counts days. */
    DATE_DAY("date.day"),
    /** Words for a time within two weeks. */
    DATE_WEEK("date.week"),
    /** Words for a time within two months. */
    DATE_MONTH("date.month"),
    /** Words for a time that is counted in years. */
    DATE_YEAR("date.year"),
    /** Regular expressions for what may follow the number of a day. */
    DATE_SUFFIX("date.suffix"),
    /** Regular expressions for what may join the parts of a date. */
    DATE_OF("date.of"),
    /** Seasons and quarters. */
    DATE_SEASON("date.season"),
    /** Holidays. */
    DATE_FEAST("date.feast"),
    /**
     * Statements about the conversation instead of the world, as numbered regular expressions on lower-case text
     * without punctuation. The first group, if any, is the decisive word; if the speaker used that very word, the
     * statement is about something else.
     */
    CONVERSATION("conversation."),
    /** A regular expression on a lower-case sentence in which someone forgets, without a request. */
    FORGET_NEUTRAL("forget.neutral"),
    /** A regular expression for requests not to forget, and for dismissals without an object ("forget it"). */
    FORGET_DECLINES("forget.declines"),
    /** A regular expression for requests to forget, tried after the other two were removed from the sentence. */
    FORGET_ASKS("forget.asks"),
    /** Words that may be missing from one of two texts that say the same: articles. */
    OPTIONAL("optional"),
    /** Further words by which the language of a text to compare is recognised. */
    MARKER("marker"),
    /** Names of Unicode scripts by which the language of a text to compare is recognised, instead of by its words. */
    SCRIPT("script"),
    /** Words and phrases of the same meaning in two texts to compare, by a name for the meaning. */
    SYNONYM("synonym."),
    /** Words that negate, hedge or end a statement: a text that gains one means something else. */
    QUALIFIER("qualifier"),
    /** Words of a question that ask for the latest or current state: "lately". */
    RECENCY("recency"),
    /** A regular expression for questions about what the assistant said earlier, in any case. */
    ASSISTANT_QUESTION("assistant.question"),
    /** Regular expressions in lower case for "my" and "our" before a relation, as the next ones are. */
    RELATION_MINE("relation.mine"),
    /** "Your". */
    RELATION_YOURS("relation.yours"),
    /** "His", "her" and so on, before a relation that describes a name. */
    RELATION_OTHERS("relation.others"),
    /** "The user's". */
    RELATION_USER("relation.user"),
    /** Adjectives before a relation: "older". */
    RELATION_ADJECTIVE("relation.adjective"),
    /** Relations between persons, and pets: "sister". */
    RELATION_ROLE("relation.role"),
    /** Synonyms of a relation, by the relation. */
    RELATION_SAME("relation.same."),
    /** The particle between a person and a relation, in scripts without spaces only, as the next two are. */
    RELATION_LINK("relation.link"),
    /** The particle between a relation and the name, without which the relation describes no name. */
    RELATION_APPOSITION("relation.apposition"),
    /** What the thing of a person begins with. */
    RELATION_OWNED("relation.owned"),
    /** Words before an 's that is not a genitive. */
    RELATION_NOT_OWNER("relation.not-owner"),
    /** Titles before a name, by their common form in all languages: "mr". */
    TITLE("title."),
    /** Titles after a name, in scripts without spaces. */
    NAME_HONORIFIC("name.honorific"),
    /** Regular expressions for articles before a name. */
    NAME_ARTICLE("name.article"),
    /** Regular expressions for the text between a relation and the name: "is called". */
    NAME_AFTER_RELATION("name.after-relation"),
    /** Regular expressions for the text between a name and the relation: "is". */
    NAME_BEFORE_RELATION("name.before-relation"),
    /** Words that are also given names or places. */
    NAME_AMBIGUOUS("name.ambiguous"),
    /** Words that begin a sentence and are not part of a name. */
    NAME_OPENER("name.opener"),
    /** Words for the participants of the conversation, which are not names. */
    PARTICIPANT("participant"),
    /** Locales of which the JDK names months and weekdays. */
    CALENDAR_LOCALES("calendar.locales"),
    /** Further names of months in their usual spelling, by number; January is 1. */
    CALENDAR_MONTH("calendar.month."),
    /** Further names of weekdays in their usual spelling, by number; Monday is 1. */
    CALENDAR_WEEKDAY("calendar.weekday."),
    /** Abbreviations of weekdays, in addition to those of the JDK in checks, and to those of TIME in expressions. */
    CALENDAR_WEEKDAY_SHORT("calendar.weekday-short."),
    /** Names of months in lower case that mean nothing else, and so are a time without a preposition. */
    CALENDAR_MONTH_ONLY("calendar.month-only"),
    /** Names of months in lower case that are everyday words too, and months only in an unambiguous date. */
    CALENDAR_MONTH_ALSO_WORD("calendar.month-also-word"),
    /** Names of months that are something else with a capital. */
    CALENDAR_MONTH_LOWER_CASE("calendar.month-lower-case"),
    /**
     * Words of time expressions, in lower case, by their kind and value: {@code time.unit.day}, {@code time.day.-1} for
     * yesterday, {@code time.holiday.1225} for Christmas. {@code TimeTerm.Kind} documents the kinds.
     */
    TIME("time.");

    private final String key;

    LanguageTopic(String key) {
        this.key = key;
    }

    /** {@return the key in a language file, or its beginning, with a dot at the end} */
    public String key() {
        return key;
    }

    /** {@return whether the topic is a group of keys} */
    public boolean group() {
        return key.endsWith(".");
    }
}
