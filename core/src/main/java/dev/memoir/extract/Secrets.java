package dev.memoir.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out secrets that are known by their form: keys of well-known services, private keys, tokens, passwords that are
 * called so. Random letters alone are no secret: hashes, ids and order numbers stay.
 */
final class Secrets implements Redactor {

    private static final String EDGE = "(?<![\\p{L}\\p{N}_-])";
    private static final String NOT_REDACTED = "(?!\\[redacted])";

    /** Prefixes that their issuers chose so that such filters find them. */
    private static final Pattern KEY = Pattern.compile(
            EDGE
                    + "(?:sk-[A-Za-z0-9_-]{20,}|[srp]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9]{24,}|(?:AKIA|ASIA)[0-9A-Z]{16}"
                    + "|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20,}|xox[abeprs]-[A-Za-z0-9-]{10,}"
                    + "|AIza[0-9A-Za-z_-]{35}|ya29\\.[0-9A-Za-z_-]{20,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|npm_[A-Za-z0-9]{36}"
                    + "|hf_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{40,}|do[opr]_v1_[a-f0-9]{64}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}"
                    + "|\\d{8,10}:AA[A-Za-z0-9_-]{33}|gsk_[A-Za-z0-9]{40,}|xai-[A-Za-z0-9]{40,}|dapi[a-f0-9]{32}|AGE-SECRET-KEY-1[0-9A-Z]{58})");

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\\z)",
            Pattern.DOTALL);

    private static final Pattern JWT =
            Pattern.compile(EDGE + "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");

    private static final Pattern AUTHORIZATION =
            insensitive(EDGE + "(?:bearer|authorization:\\s*(?:basic|token|bearer))\\s+" + NOT_REDACTED
                    + "(?<secret>[A-Za-z0-9._~+/-]{16,}=*)");

    private static final Pattern IN_URL =
            Pattern.compile("://[^\\s/:@]{1,100}:" + NOT_REDACTED + "(?<secret>[^\\s/@]{1,200})@");

    private static final Pattern ASSIGNED = insensitive(
            "(?<![\\p{L}\\p{N}])(?:api[ _-]?key|(?:client|app|aws|api)[ _-]?secret(?:[ _-]access[ _-]key)?|secret[ _-]?(?:access[ _-])?key"
                    + "|access[ _-]?token|auth[ _-]?token|refresh[ _-]?token|AccountKey)[\"']?\\s*(?:[:=]|is|lautet|es|est)\\s*[\"'`]?"
                    + NOT_REDACTED + "(?<secret>(?=[^\\s\"'`,;]*\\d)[^\\s\"'`,;]{8,})");

    /** What a password is called, in the languages that most people speak; what may stand before what it is. */
    private static final String PASSWORD =
            "(?:pass(?:word|code|phrase|wd)s?|pwd|pin(?:[ -]?code| number)?|cv[vc]2?|passwort|kennwort|contraseña|clave|mot de passe|code pin"
                    + "|parola|senha|palavra-passe|wachtwoord|hasło|lösenord|heslo|jelszó|parolă|şifre(?:m|si)?|mật khẩu|kata sandi|парол[ьяюе]м?"
                    + "|пин(?:-?код)?|پسورد|رمز عبور|كلمة (?:المرور|السر)|סיסמ[הא]|पासवर्ड)";

    private static final String PLACE =
            "(?:\\s+(?:for|to|of|on|für|vom|zum|de|del|do|da|pour|du|per|от|для|к|на)\\s+[^\\s:=]+(?:\\s+[^\\s:=]+){0,3}?)?";

    private static final String IS =
            "(?:is|was|ist|war|lautet|es|era|est|è|é|e|to|je|är|là|adalah|это|такой|هي|هو|है|הוא|היא)";

    private static final String VALUE =
            "[\"'`«“„]?" + NOT_REDACTED + "(?<secret>[^\\s\"'`»”,;<>:=\\[][^\\s\"'`»”,;<>]{2,})";

    /** What no word of a sentence looks like: it holds a digit, a sign, or a capital after a small letter. */
    private static final String NO_WORD = "(?=\\S?(?-i:\\S*[\\d@#$%^&*_+=~]|\\S*\\p{Ll}\\S*\\p{Lu}|\\S*!\\w))";

    /** After a colon anything is a password. */
    private static final Pattern PASSWORD_COLON =
            insensitive("(?<![\\p{L}\\p{N}])" + PASSWORD + PLACE + "[\"']?\\s*[:=]\\s*" + VALUE);

    private static final Pattern PASSWORD_IS = insensitive(
            "(?<![\\p{L}\\p{N}])" + PASSWORD + "(?:" + PLACE + "\\s+(?:[-–—]|" + IS + ")\\s+|\\s+)" + NO_WORD + VALUE);

    private static final Pattern EAST_ASIAN = Pattern.compile(
            "(?:密码|密碼|口令|パスワード|暗証番号|비밀번호|암호|รหัสผ่าน)[\\p{L}\\p{Zs}]{0,6}?[是为為はがは는은:：= คือ]{0,4}\\s*[「『“\"']?"
                    + NOT_REDACTED + "(?<secret>[!-~&&[^\"'\\[\\]]]{4,})");

    private static final Pattern ENGLISH = insensitive("(?<![\\p{L}\\p{N}])pass(?:word|code|phrase)" + PLACE
            + "\\s+is\\s+" + NOT_REDACTED + "(?<secret>[a-z]{4,30})(?=\\s*(?:[.,;!)]|$|\\band\\b))");

    /** "My password is wrong" tells none. */
    private static final Set<String> NO_PASSWORD =
            Set.of(("wrong weak strong secure safe good bad correct incorrect invalid valid"
                            + " required optional missing empty long short lost gone fine okay different same easy hard hidden secret private shared old"
                            + " new random unknown unique simple complex case-sensitive here there below above back broken stupid annoying mandatory not"
                            + " this that mine ours enough")
                    .split(" "));

    private static final Pattern CARD =
            Pattern.compile("(?<![\\p{L}\\p{N}.,:/+#-])\\d(?:[ -]?\\d){12,18}(?![\\p{L}\\p{N}]|[.,:/-]\\d)");
    private static final Pattern IBAN =
            Pattern.compile(EDGE + "[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\\p{L}\\p{N}])");

    /** Said of a number, these make it another than a card's. */
    private static final Pattern NO_CARD = insensitive(
            "(?:order|tracking|invoice|parcel|shipment|ticket|serial|imei|isbn|ean|phone|tel|bestell\\p{L}*|sendung\\p{L}*|rechnung\\p{L}*"
                    + "|pedido|factura|commande|facture|заказ\\p{L}*|трек\\p{L}*|посылк\\p{L}*|телефон\\p{L}*|订单|訂單|快递|注文)[^\\d]{0,24}$");

    private static final int WORDS_BEFORE = 48;

    @Override
    public String redact(String text) {
        String redacted = whole(PEM, text, secret -> true);
        for (Pattern pattern : List.of(KEY, JWT)) {
            redacted = whole(pattern, redacted, secret -> true);
        }
        for (Pattern pattern : List.of(AUTHORIZATION, IN_URL, ASSIGNED, PASSWORD_COLON, PASSWORD_IS, EAST_ASIAN)) {
            redacted = part(pattern, redacted, secret -> true);
        }
        redacted = part(ENGLISH, redacted, word -> !isOrdinary(word));
        redacted = cards(redacted);
        return whole(IBAN, redacted, Secrets::validIban);
    }

    private static boolean isOrdinary(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return NO_PASSWORD.contains(lower)
                || lower.endsWith("ed")
                || lower.endsWith("ing")
                || lower.endsWith("ly")
                || lower.endsWith("able");
    }

    private static String cards(String text) {
        return replace(CARD, text, matcher -> {
            String before = text.substring(Math.max(0, matcher.start() - WORDS_BEFORE), matcher.start());
            return validCard(matcher.group().replaceAll("[ -]", ""))
                    && !NO_CARD.matcher(before).find();
        });
    }

    private static boolean validCard(String digits) {
        int two = Integer.parseInt(digits.substring(0, 2));
        int four = Integer.parseInt(digits.substring(0, 4));
        int length = digits.length();
        boolean issued = (two / 10 == 4 && (length == 13 || length == 16 || length == 19))
                || (((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) && length == 16)
                || ((two == 34 || two == 37) && length == 15)
                || ((four == 6011 || two == 65 || (four >= 6440 && four <= 6499)) && length == 16)
                || (four >= 3528 && four <= 3589 && length == 16)
                || ((two == 36 || two == 38 || (four >= 3000 && four <= 3059)) && length == 14)
                || (two == 62 && length >= 16)
                || (four >= 2200 && four <= 2204 && length == 16);
        return issued && luhn(digits);
    }

    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    static boolean validIban(String iban) {
        String plain = iban.replace(" ", "");
        if (plain.length() < 15 || plain.length() > 34) {
            return false;
        }
        int rest = 0;
        for (int i = 0; i < plain.length(); i++) {
            int value = Character.digit(plain.charAt((i + 4) % plain.length()), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }

    private static String whole(Pattern pattern, String text, Predicate<String> secret) {
        return replace(pattern, text, matcher -> secret.test(matcher.group()));
    }

    private static String replace(Pattern pattern, String text, Predicate<Matcher> secret) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder redacted = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            if (secret.test(matcher)) {
                redacted.append(text, from, matcher.start()).append(MARK);
                from = matcher.end();
            }
        }
        return from == 0 ? text : redacted.append(text, from, text.length()).toString();
    }

    private static String part(Pattern pattern, String text, Predicate<String> secret) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder redacted = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            String found = matcher.group("secret");
            if (secret.test(found)) {
                int end = matcher.end("secret")
                        - (found.length() - found.replaceFirst("[.!?)]+$", "").length());
                redacted.append(text, from, matcher.start("secret")).append(MARK);
                from = end;
            }
        }
        return from == 0 ? text : redacted.append(text, from, text.length()).toString();
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
