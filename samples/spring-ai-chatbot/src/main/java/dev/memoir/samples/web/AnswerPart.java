package dev.memoir.samples.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of an answer while it is streamed: one line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AnswerPart.Recalled.class, name = "recalled"),
    @JsonSubTypes.Type(value = AnswerPart.Words.class, name = "words"),
    @JsonSubTypes.Type(value = AnswerPart.Written.class, name = "written"),
    @JsonSubTypes.Type(value = AnswerPart.Failed.class, name = "failed")
})
sealed interface AnswerPart {

    /**
     * First: what memory put before the model.
     *
     * @param items best first
     * @param notices what recall had to do without
     */
    record Recalled(List<ItemView> items, List<String> notices) implements AnswerPart {}

    /**
     * Some words of the answer.
     *
     * @param text the words
     */
    record Words(String text) implements AnswerPart {}

    /**
     * Last: what is to be remembered of the turn is.
     *
     * @param asked the id of the user's turn, or null if it is not written yet
     * @param answered the id of the answer; null if it is not written yet, or if it is an offline reply, which never is
     */
    record Written(@Nullable String asked, @Nullable String answered) implements AnswerPart {}

    /**
     * Last, if the model fails.
     *
     * @param why for a person
     */
    record Failed(String why) implements AnswerPart {}
}
