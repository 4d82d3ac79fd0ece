// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import static dev.memoir.internal.resolve.World.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import dev.memoir.extract.Claim;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateDetectorTest {

    private final World near = new World((one, other) -> 0.99);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The user likes tea. | The user does not like tea.
            The user likes tea. | The user doesn't like tea.
            The user likes tea. | The user never likes tea.
            The user can swim. | The user can't swim.
            The user can swim. | The user cannot swim.
            The user likes tea. | The user likes green tea.
            The user likes tea. | The user likes coffee.
            The user likes tea. | The user liked tea.
            The user likes tea. | The user dislikes tea.
            The user lives in Berlin. | The user lives in Lisbon.
            The user lives in Berlin. | The user works in Berlin.
            The user lives in Berlin. | The user lives near Berlin.
            The user lives in Berlin. | The user no longer lives in Berlin.
            The user lives in Berlin. | The user used to live in Berlin.
            The user flies to Rome. | The user flies from Rome.
            The user has 2 cats. | The user has 3 cats.
            The user has two cats. | The user has three cats.
            The user has 3 cats and 2 dogs. | The user has 2 cats and 3 dogs.
            The user weighs 1.5 kg. | The user weighs 15 kg.
            The user owes -5 euros. | The user owes 5 euros.
            The user pays $5. | The user pays €5.
            The user has the blood group A+. | The user has the blood group A-.
            The user knows C++. | The user knows C.
            The user knows C#. | The user knows C.
            The user met Ana on 2024-05-12. | The user met Ana on 2024-05-13.
            The user is at 10:30 in the gym. | The user is at 10:45 in the gym.
            Ana is taller than Bob. | Bob is taller than Ana.
            The user bought a red bicycle in Lisbon. | The user sold a red bicycle in Lisbon.
            The user's brother is a vegetarian. | The user's sister is a vegetarian.
            The user started learning Spanish. | The user stopped learning Spanish.
            Пользователь любит чай. | Пользователь не любит чай.
            Пользователь живёт в Берлине. | Пользователь больше не живёт в Берлине.
            Пользователь живёт в Берлине. | Пользователь живёт в Лиссабоне.
            У пользователя две кошки. | У пользователя три кошки.
            У пользователя есть собака. | У пользователя нет собаки.
            用户喜欢茶。 | 用户不喜欢茶。
            用户喜欢喝茶。 | 用户喜欢喝咖啡。
            用户住在柏林。 | 用户在柏林工作。
            用户有猫。 | 用户没有猫。
            用户有两只猫。 | 用户有三只猫。
            Der Nutzer mag Tee. | Der Nutzer mag keinen Tee.
            Der Nutzer mag Tee. | Der Nutzer mag Tee nicht.
            Der Nutzer wohnt in Berlin. | Der Nutzer wohnt nicht mehr in Berlin.
            Der Nutzer hat zwei Katzen. | Der Nutzer hat drei Katzen.
            Al usuario le gusta el té. | Al usuario no le gusta el té.
            El usuario vive en Berlín. | El usuario ya no vive en Berlín.
            El usuario tiene dos gatos. | El usuario tiene tres gatos.
            L'utilisateur aime le thé. | L'utilisateur n'aime pas le thé.
            L'utilisateur habite à Berlin. | L'utilisateur n'habite plus à Berlin.
            L'utilisateur a deux chats. | L'utilisateur a trois chats.
            ユーザーはお茶が好きだ。 | ユーザーはお茶が好きではない。
            ユーザーはベルリンに住んでいる。 | ユーザーはベルリンに住んでいない。
            ユーザーはベルリンに住んでいます。 | ユーザーはベルリンに住んでいません。
            ユーザーは猫を2匹飼っている。 | ユーザーは猫を3匹飼っている。
            Kullanıcı çay seviyor. | Kullanıcı çay sevmiyor.
            De gebruiker houdt van thee. | De gebruiker houdt niet van thee.
            Użytkownik lubi herbatę. | Użytkownik nie lubi herbaty.
            사용자는 차를 좋아한다. | 사용자는 차를 좋아하지 않는다.
            """)
    void different_negations_numbers_and_names_are_kept_apart_however_similar(String one, String other) {
        tell(claim(one));
        assertThat(tell(claim(other))).isEqualTo(MemoryEvent.Type.ADD);
        assertThat(near.current()).containsExactly(one, other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The user lives in Berlin. | user lives in  BERLIN
            The user lives in Berlin. | The user resides in Berlin.
            The user lives in Berlin. | The user is living in Berlin.
            The user likes green tea. | The user is fond of green tea.
            The user has a dog named Rex. | The user owns a dog called Rex.
            The user works at Siemens. | The user is employed by Siemens.
            The user does not like tea. | The user doesn't like tea.
            Пользователь живёт в Берлине. | Пользователь проживает в Берлине
            Пользователь живёт в Берлине. | Пользователь живет в Берлине.
            用户住在柏林。 | 用户居住在柏林
            Der Nutzer wohnt in Berlin. | Der Nutzer lebt in Berlin.
            El usuario vive en Berlín. | El usuario reside en Berlín.
            L'utilisateur habite à Berlin. | L’utilisateur vit à Berlin.
            ユーザーはベルリンに住んでいる。 | ユーザーはベルリンに住んでいます。
            Kullanıcı çay seviyor. | kullanıcı çay seviyor
            사용자는 차를 좋아한다. | 사용자는 차를 좋아한다
            """)
    void paraphrases_merge(String one, String other) {
        tell(claim(one));
        assertThat(tell(claim(other))).isEqualTo(MemoryEvent.Type.MERGE);
        assertThat(near.current()).containsExactly(one);
    }

    @Test
    void six_paraphrases_are_one_memory_of_six_turns() {
        for (String text : List.of(
                "The user lives in Berlin.",
                "User lives in Berlin",
                "The user resides in Berlin.",
                "The user is living in Berlin.",
                "the user is based in Berlin",
                "The user lives in “Berlin”.")) {
            tell(claim(text));
        }
        Memory memory = near.memory("The user lives in Berlin.");
        assertThat(near.memories).hasSize(1);
        assertThat(near.sources.get(memory.id())).hasSize(6);
    }

    @Test
    void dissimilar_wordings_are_kept_apart() {
        World far = new World((one, other) -> 0);
        far.resolve(far.add(far.said("2024-01-01", "a"), claim("The user lives in Berlin.")));
        far.resolve(far.add(far.said("2024-01-02", "b"), claim("The user resides in Berlin.")));
        far.resolve(far.add(far.said("2024-01-03", "c"), claim("the user lives in Berlin")));
        assertThat(far.current()).containsExactly("The user lives in Berlin.", "The user resides in Berlin.");
    }

    @Test
    void the_same_claim_about_another_subject_is_kept_apart() {
        tell(about("user", "Likes tea."));
        assertThat(tell(about("Ana", "Likes tea."))).isEqualTo(MemoryEvent.Type.ADD);
        assertThat(tell(about("my sister Ana", "Likes tea."))).isEqualTo(MemoryEvent.Type.MERGE);
        assertThat(tell(about(null, "Likes tea."))).isEqualTo(MemoryEvent.Type.MERGE);
    }

    @Test
    void the_same_claim_for_another_time_is_kept_apart() {
        tell(claim("The user visited Ana.", "2024-05-12"));
        assertThat(tell(claim("The user visited Ana.", "2024-05-13"))).isEqualTo(MemoryEvent.Type.ADD);
        assertThat(tell(claim("The user visited Ana.", "2024-05"))).isEqualTo(MemoryEvent.Type.MERGE);
        assertThat(near.memories).hasSize(2);
    }

    @Test
    void an_event_after_the_statement_of_another_is_a_new_event() {
        tell(event("The user visited Paris.", null));
        assertThat(tell(event("The user visited Paris.", "2024-06-01"))).isEqualTo(MemoryEvent.Type.ADD);
        assertThat(tell(event("The user visited Paris.", "2023-06-01"))).isEqualTo(MemoryEvent.Type.UPDATE);
    }

    @Property
    void different_numbers_are_kept_apart(
            @ForAll @IntRange(min = 0, max = 3000) int one, @ForAll @IntRange(max = 3000) int other) {
        World world = new World((a, b) -> 1);
        world.resolve(world.add(world.said("2024-01-01", "a"), claim("The user has " + one + " books.")));
        world.resolve(world.add(world.said("2024-01-02", "b"), claim("The user owns " + other + " books.")));
        assertThat(world.memories).hasSize(one == other ? 1 : 2);
    }

    private MemoryEvent.Type tell(Claim claim) {
        String turn = near.said("2024-01-%02d".formatted(near.turns.size() + 1), claim.text());
        return near.resolve(near.add(turn, claim)).get(0).type();
    }

    private static Claim about(@Nullable String subject, String text) {
        return new Claim(MemoryKind.FACT, text, subject, List.of(), Validity.unknown());
    }

    private static Claim event(String text, @Nullable String from) {
        return new Claim(
                MemoryKind.EVENT, text, "user", List.of(), claim(text, from).valid());
    }
}
