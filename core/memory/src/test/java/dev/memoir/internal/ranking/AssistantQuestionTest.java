// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssistantQuestionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What did you recommend for the headline?",
                "How have you suggested I structure the chapters?",
                "Which three books had you mentioned?",
                "You suggested a framework last week, which one?",
                "Repeat your recommendation about the visa.",
                "Was hast du mir für den Garten empfohlen?",
                "Wie lautete deine Antwort zur Miete?",
                "Qu'est-ce que tu m'as conseillé pour le dîner ?",
                "Quelle était ta suggestion ?",
                "¿Qué me recomendaste para la espalda?",
                "¿Cuál fue tu consejo sobre el contrato?",
                "Что ты посоветовал насчёт отпуска?",
                "Повтори твой совет про визу",
                "你上次推荐的餐厅叫什么？",
                "你给我建议过哪本书？"
            })
    void a_question_for_what_the_assistant_said_is_recognised(String question) {
        assertThat(AssistantQuestion.matches(question)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What would you recommend for a beginner?",
                "Can you list the order in which I brought up the topics?",
                "What did I say about the deadline?",
                "Do you know where Ana lives?",
                "Which libraries would you suggest I use?",
                "Was empfiehlst du mir heute?",
                "Hast du Zeit?",
                "Que me conseilles-tu ?",
                "¿Qué me recomiendas?",
                "Что ты посоветуешь?",
                "你推荐什么？",
                ""
            })
    void a_question_for_something_new_or_for_the_users_words_is_not(String question) {
        assertThat(AssistantQuestion.matches(question)).isFalse();
    }
}
