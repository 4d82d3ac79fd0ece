package dev.memoir.extract;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out secrets that are known by their form: keys of well-known services, private keys, tokens, cards and accounts; and
 * what is called a password or a PIN, see {@link NamedSecrets}. Random letters alone are no secret: hashes, ids and order numbers stay.
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

    private static final Pattern CARD =
            Pattern.compile("(?<![\\p{L}\\p{N}.,:/+#-])\\d(?:[ -]?\\d){12,18}(?![\\p{L}\\p{N}]|[.,:/-]\\d)");
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
        for (Pattern pattern : List.of(AUTHORIZATION, IN_URL, ASSIGNED)) {
            redacted = part(pattern, redacted);
        }
        return ibans(cards(NamedSecrets.redact(redacted)));
    }

    private static String ibans(String text) {
        StringBuilder redacted = new StringBuilder();
        int from = 0;
        Optional<IbanFinder.Found> found = IbanFinder.find(text, 0);
        while (found.isPresent()) {
            redacted.append(text, from, found.get().start()).append(MARK);
            from = found.get().end();
            found = IbanFinder.find(text, from);
        }
        return from == 0 ? text : redacted.append(text, from, text.length()).toString();
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

    private static String part(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder redacted = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            String found = matcher.group("secret");
            int end = matcher.end("secret")
                    - (found.length() - found.replaceFirst("[.!?)]+$", "").length());
            redacted.append(text, from, matcher.start("secret")).append(MARK);
            from = end;
        }
        return from == 0 ? text : redacted.append(text, from, text.length()).toString();
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
