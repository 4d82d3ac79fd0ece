// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a streamed answer, sent as one line of JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AnswerPart.Recalled.class, name = "recalled"),
    @JsonSubTypes.Type(value = AnswerPart.Words.class, name = "words"),
    @JsonSubTypes.Type(value = AnswerPart.Written.class, name = "written"),
    @JsonSubTypes.Type(value = AnswerPart.Failed.class, name = "failed")
})
sealed interface AnswerPart {

    /**
     * The first part: the memory that the model was given.
     *
     * @param items the items, best first
     * @param notices limitations of the recall
     */
    record Recalled(List<ItemView> items, List<String> notices) implements AnswerPart {}

    /** A fragment of the answer. */
    record Words(String text) implements AnswerPart {}

    /**
     * The last part: the turn has been stored.
     *
     * @param asked the id of the user's turn; null if it is not stored yet
     * @param answered the id of the answer; null if it is not stored yet, or if it is an offline reply, which is never
     *     stored
     */
    record Written(@Nullable String asked, @Nullable String answered) implements AnswerPart {}

    /**
     * The last part if the model fails.
     *
     * @param why the reason, for display
     */
    record Failed(String why) implements AnswerPart {}
}
