// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.extract.Redactor;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final Redactor SECRETS = Redactor.secrets();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My password is «hunter2».",
                "my Wifi password for the guest network is «Blue-Horse9»!",
                "password: «swordfish», please remember it",
                "The password is «swordfish».",
                "password=«abc»",
                "my pin is «4711»",
                "CVV «123»",
                "Пароль от вайфая: «qwerty»",
                "мой пароль «Zima2024»",
                "пин-код «0815»",
                "Mein Passwort lautet «Sommer2024!x».",
                "Das Kennwort ist «geHeim»",
                "Mi contraseña es «gato_77».",
                "Mon mot de passe est «Chat99».",
                "La mia password è «gatto12»",
                "Minha senha é «gato123»",
                "moje hasło to «Kot2020»",
                "Şifrem: «kedi1»",
                "我的密码是«abc12345»。",
                "密碼：«qwertyui»",
                "パスワードは«neko-neko»です",
                "비밀번호는 «goyang1» 입니다",
                "كلمة المرور هي «qitta22»",
                "पासवर्ड है «billi99»",
                "Use sk-proj key «sk-proj-AbCdEfGhIjKlMnOpQrStUvWx»",
                "«AKIAIOSFODNN7EXAMPLE»",
                "token «ghp_abcdefghijklmnopqrstuvwxyz0123456789»",
                "«xoxb-123456789012-abcdefGHIJ»",
                "Authorization: Bearer «abcdef0123456789ABCDEF»",
                "«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6b2UifQ.c2lnbmF0dXJl»",
                "postgres://zoe:«s3cret»@db.example/x",
                "api_key = \"«a1b2c3d4e5f6»\"",
                "AWS secret access key: «wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1»",
                "card «4111 1111 1111 1111» please",
                "«378282246310005»",
                "IBAN «DE89 3704 0044 0532 0130 00»",
                "to «ch93 0076 2011 6238 5295 7» soon",
                "password => '«foo bar baz»'",
                "passphrase: «correct horse battery staple»",
                "Die Passphrase lautet: \"«ab cd ef»\"",
                "The password is ‘«my cat sleeps»’.",
                "my password's «hunter2»",
                "my password is: «hunter2»",
                "The wifi password at grandma's house is «strudel»",
                "The PIN for card ending 4242 is «8811»",
                "密码：«我爱北京天安门»",
                "login zoe pass «kitty1»",
            })
    void only_the_secret_is_redacted(String marked) {
        String text = marked.replaceAll("[«»]", "");
        assertThat(SECRETS.redact(text)).isEqualTo(marked.replaceAll("«[^»]*»", "[redacted]"));
    }

    @Test
    void a_truncated_private_key_is_redacted() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n";
        assertThat(SECRETS.redact("a " + key + "-----END RSA PRIVATE KEY----- b"))
                .isEqualTo("a [redacted] b");
        assertThat(SECRETS.redact("a " + key)).isEqualTo("a [redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I forgot my password again.",
                "My password is wrong.",
                "The password is too long and my password isn't working.",
                "Passwort vergessen? Das Passwort ist falsch.",
                "Пароль не подходит, пароль слишком короткий",
                "忘记密码了，密码是什么？",
                "パスワードを忘れました",
                "Order 4111111111111111 has not arrived",
                "Мой заказ 4111111111111111",
                "Order number 1234 5678 9012 3456",
                "Call me at +1 415 555 2671 or 0049 30 901820",
                "on 2026-05-12 at 18:30, 1999-12-31T23:59:59Z",
                "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
                "md5 d41d8cd98f00b204e9800998ecf8427e, uuid 123e4567-e89b-12d3-a456-426614174000",
                "IMEI 356938035643809",
                "pi is 3.14159265358979323846",
                "The bearer of good news",
                "I pinned a note; the pin is on the map",
                "the secret of happiness is tea",
                "My flight is LH123, seat 12A, DE12 is a road",
                "a 16 digit number: 1234567812345678",
                "the token ring network, 500 tokens",
                "https://example.org:8080/a@b",
                "The passphrase is stored in the vault.",
                "My passphrase is way too long for me.",
                "My PIN code is 560001.",
                "pin 1234 on the board",
                "I have pins 1200 in total",
                "The boarding pass is AB123",
                "Our password manager is Bitwarden2",
                "password=${secrets.DB}",
                "user.password = hash(pw)",
                "password = new_password",
                "def login(user, password: str = None):",
                "la clave de fa es 4",
                "ch93 0076 2011 6238 5295 8 has a wrong check digit",
            })
    void text_that_only_looks_like_a_secret_is_kept(String text) {
        assertThat(SECRETS.redact(text)).isEqualTo(text);
    }

    /** A backtracking pattern would take hours for these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password for a b ",
                "password",
                "pin ",
                "1",
                "4 ",
                "1 2-",
                "://a",
                "://a:b",
                "eyJ",
                "eyJaaaaaaaa.",
                "DE89 ",
                "DE89AAAA",
                "-----BEGIN PRIVATE KEY-----",
                "sk-",
                "Bearer ",
                "a",
                "пароль от ",
                "密码是",
                "密码 ",
                "password is aA",
                "api key is ",
                " ",
                "\n"
            })
    void the_longest_turn_is_redacted_quickly(String part) {
        assertThat(SECRETS.redact(part.repeat(1_000_000 / part.length()))).isNotNull();
    }

    @Property
    void every_valid_card_number_is_redacted(@ForAll("cards") String card) {
        assertThat(SECRETS.redact("Pay with " + card + ", thanks")).isEqualTo("Pay with [redacted], thanks");
    }

    @Property
    void a_number_with_a_wrong_check_digit_is_kept(@ForAll("cards") String card) {
        int last = card.charAt(card.length() - 1) - '0';
        String wrong = card.substring(0, card.length() - 1) + (last + 1) % 10;
        assertThat(SECRETS.redact(wrong)).isEqualTo(wrong);
    }

    @Property
    void hashes_and_ids_are_kept(
            @ForAll @CharRange(from = 'a', to = 'f') @CharRange(from = '0', to = '9') @StringLength(min = 20, max = 64)
                    String hash) {
        String text = "commit x" + hash + " fixed it";
        assertThat(SECRETS.redact(text)).isEqualTo(text);
    }

    @Property
    void redaction_is_idempotent(@ForAll @StringLength(max = 200) String text) {
        String once = SECRETS.redact("password: " + text + " IBAN DE89370400440532013000 pin 1234");
        assertThat(SECRETS.redact(once)).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> cards() {
        return Arbitraries.of("4", "51", "55", "2221", "2720", "6011", "65", "3528", "2200")
                .flatMap(prefix -> Arbitraries.strings()
                        .numeric()
                        .ofLength(15 - prefix.length())
                        .map(rest -> withCheckDigit(prefix + rest)));
    }

    private static String withCheckDigit(String digits) {
        for (char check = '0'; check <= '9'; check++) {
            if (SecretRedactor.luhn(digits + check)) {
                return digits + check;
            }
        }
        throw new AssertionError();
    }
}
