// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.embed.Embedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of any language, and of none, are found by their own words and by no others. */
class LanguagesTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    private Path directory;

    /** Query | what it finds | what it must not find, separated by slashes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Chinese: words are not separated; 京 of 北京 is no 南京, and a single character can be searched for
                "北京的天气怎么样? | 我下个月要去北京出差 | 他住在南京 ; 我喜欢喝茶",
                "你的猫多大了? | 家里养了一只猫，名字是咪咪 | 我的狗很大 ; 他们在学校",
                "臺北 | 我在臺北工作 | 我在東北長大",
                "谁用过 Python? | 我会说法语，也会写Python | 我会说德语",
                // Japanese: three scripts in a sentence, endings and particles in every one
                "東京に住んでいますか? | 姉は東京都に住んでいる | 兄は京都で働いています ; これは本です",
                "ラーメンは好きですか? | 駅前でラーメンを食べました | カーテンを買いました ; 昨日は寿司でした",
                "さくらはどこですか? | 公園のさくらがきれいでした | どこかに行きたいです",
                "ﾊﾟｿｺﾝ | 新しいパソコンを買った | 新しいソファを買った",
                // Korean: particles stick to the words
                "고양이가 어디에 있어요? | 저는 고양이를 키워요 | 강아지는 공원에 있어요 ; 어디에 가세요?",
                "학교에서 뭐 배웠어? | 우리 학교는 산 위에 있다 | 회사에서 점심을 먹었다",
                // Thai: words are not separated
                "แมวของฉันชื่ออะไร | บ้านนี้มีแมวสามตัว | หมาตัวใหญ่มาก",
                // Russian: cases, and ё written as е
                "Где живёт моя сестра? | Сестры Анны живет в Лиссабоне | Мой брат работает в Москве",
                "Чья это кошка? | Вчера мы видели кошку | Собака спит",
                "елка | Купили ёлку на рынке | Купили палку",
                // Arabic: the article and the conjunction stick to the words
                "أين المدرسة؟ | مدرسة كبيرة قريبة من البيت | السيارة جديدة",
                // German: compounds are words of their own, ß is ss
                "Krankenversicherung | Meine Krankenversicherung ist teuer |"
                        + " Das Krankenhaus ist neu ; Autoversicherung gekündigt",
                "Strasse | Die Straße ist gesperrt | Das Strandbad ist gesperrt",
                "Müller | Herr Müller kommt um acht | Der Muller dreht sich",
                // accents are ignored unless the query has them
                "cafe | Je l'ai vue au café | Elle boit du lait",
                "São Paulo | Nasci em São Paulo | Moro em Santos",
                "école | Les enfants sont à l'école | Les enfants sont à la maison",
                // Greek, Hindi, Hebrew
                "Πού είναι η Θεσσαλονίκη; | Μένω στη ΘΕΣΣΑΛΟΝΊΚΗ | Μένω στην Αθήνα",
                "दिल्ली | मैं दिल्ली में रहता हूँ | मुंबई बड़ा शहर है",
                "ירושלים | אני גר בירושלים ואוהב את ירושלים | אני גר בתל אביב",
                // names with marks
                "C++ | She writes C++ and nothing else | She writes C and C# ; The grade was a C ; C+ in maths",
                "C# | He moved from Java to C#. | He writes C++ ; vitamin C",
                "C | Plain C is enough | C++ is too much ; so is C#",
                ".NET | The service runs on .NET 8 | I bought a net ; the net result",
                "Ｃ＋＋ | 我在学C++语言 | 我在学C语言",
                "AB+ | Her blood group is AB+ | His is AB ; mine is A+",
                // emoji, whole sequences
                "👍🏽 | All fine 👍🏽 | All fine 👎 ; fine",
                "👨‍👩‍👧 | Us 👨‍👩‍👧 last summer | He 👨 alone ; a girl 👧",
                "❤️ | Lisbon ❤ | Lisbon 💔",
                "🇵🇹 | 🇵🇹 won | 🇪🇸 won",
                // code
                "get_user_name | it fails in get_user_name() | it fails in get_user_id() ; what is the user name?",
                "getUserName | call getUserName(id) there | call getUserId(id) ; the user has a name",
                "user name | call getUserName(id) there | call parse(id)",
                "dev.memoir.Scope | import dev.memoir.Scope; | import dev.memoir.Turn;",
                "src/main/java/Foo.java | I changed src/main/java/Foo.java again |"
                        + " I changed src/main/java/Bar.java ; java is fine",
                "std::vector | std::vector<int> v; | std::map<int, int> m;",
                // addresses, links, versions, numbers
                "ana.silva@example.com | Write to ana.silva@example.com. | bob.silva@example.com wrote ; ana@silva.com",
                "silva | Write to ana.silva@example.com. | Write to bob@example.com",
                "https://example.com/docs?page=2 | see https://example.com/docs?page=2. |"
                        + " see https://example.com/docs?page=3",
                "9.12.3 | It broke with Lucene 9.12.3 | It broke with 9.12.2 ; 9 of 12",
                "v2.1.0-beta | we ship v2.1.0-beta | we ship v2.1.0-rc ; a beta",
                "2024-03-15 | due on 2024-03-15 | due on 2024-03-16 ; 15 of 2024",
                "COVID-19 | We met during covid | 19 people came",
                "550e8400-e29b-41d4 | order 550e8400-e29b-41d4 came | order 550e8400-e29b-41d5",
                "+351 912-345-678 | call 912-345-678 | call 912-345-679",
                // English: stems, possessives, either apostrophe
                "Caroline’s paintings | Caroline's painting hangs there | The sculptures of Carol",
            })
    void words_find_what_has_them_and_nothing_else(String question, String found, String others) {
        try (LongTermMemory memory = open()) {
            List<String> all = new ArrayList<>(List.of(others.split(" ; ")));
            all.add(found);
            for (String text : all) {
                memory.store(StoreRequest.builder(ZOE).text(text).build());
            }
            assertThat(byWords(memory, question)).containsExactly(found);
        }
    }

    @Test
    void a_text_in_many_languages_is_found_by_the_words_of_each() {
        String text = "Ana 說 hello в Москве and 東京で会った, ana@x.pt 🍕";
        try (LongTermMemory memory = open()) {
            memory.store(StoreRequest.builder(ZOE).text(text).build());
            assertThat(List.of("說", "Hello?", "Москва", "東京", "会った", "ana@x.pt", "🍕"))
                    .allSatisfy(
                            question -> assertThat(byWords(memory, question)).containsExactly(text));
        }
    }

    private LongTermMemory open() {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new OneMeaning())
                .open();
    }

    private static List<String> byWords(LongTermMemory memory, String question) {
        return memory
                .search(SearchRequest.builder(ZOE, question).explain().limit(20).build())
                .hits()
                .stream()
                .filter(LanguagesTest::matchesWords)
                .map(hit -> hit.item().text())
                .toList();
    }

    private static boolean matchesWords(SearchHit hit) {
        return hit.explanation().stream().anyMatch(share -> share.signal().equals("keyword") && share.value() > 0);
    }

    /** An embedder to which all texts mean the same, so that only words distinguish them. */
    private static final class OneMeaning implements Embedder {

        @Override
        public String id() {
            return "one meaning";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream().map(text -> new float[] {1, 0}).toList();
        }
    }
}
