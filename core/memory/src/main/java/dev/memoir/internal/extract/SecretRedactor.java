// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Redactor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes secrets that are recognised by their form: keys of well-known services, private keys, tokens, card and
 * account numbers. It also removes values that are named as a password or PIN, see {@link NamedSecretFinder}. Random
 * letters alone are not a secret: hashes, ids and order numbers are kept.
 */
public final class SecretRedactor implements Redactor {

    private static final String EDGE = "(?<![\\p{L}\\p{N}_-])";
    private static final String NOT_REDACTED = "(?!\\[redacted])";

    /** Prefixes that their issuers chose so that filters can find them. */
    private static final PrefixedPattern KEY = whole(
            "sk- sk_ rk_ pk_ whsec_ akia asia ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- xox aiza ya29. sg."
                    + " npm_ hf_ pypi- doo_v1_ dop_v1_ dor_v1_ shpat_ shpss_ shpca_ shppa_ gsk_ xai- dapi"
                    + " age-secret-key-1",
            EDGE
                    + "(?:sk-[A-Za-z0-9_-]{20,}|[srp]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9]{24,}"
                    + "|(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,}"
                    + "|glpat-[A-Za-z0-9_-]{20,}|xox[abeprs]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{35}"
                    + "|ya29\\.[0-9A-Za-z_-]{20,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|npm_[A-Za-z0-9]{36}"
                    + "|hf_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{40,}|do[opr]_v1_[a-f0-9]{64}"
                    + "|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}|gsk_[A-Za-z0-9]{40,}"
                    + "|xai-[A-Za-z0-9]{40,}|dapi[a-f0-9]{32}|AGE-SECRET-KEY-1[0-9A-Z]{58})");

    /** A token of a Telegram bot; the lookahead for digits fails fast where there are none. */
    private static final PrefixedPattern BOT_TOKEN =
            whole("", "(?=\\d{8,10}:AA)" + EDGE + "\\d{8,10}:AA[A-Za-z0-9_-]{33}");

    private static final PrefixedPattern PEM = whole(
            "-----begin",
            "(?s)-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\\z)");

    private static final PrefixedPattern JWT =
            whole("eyj", EDGE + "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");

    private static final PrefixedPattern AUTHORIZATION = part(
            "bearer authorization:",
            EDGE + "(?:bearer|authorization:\\s*(?:basic|token|bearer))\\s+" + NOT_REDACTED
                    + "(?<secret>[A-Za-z0-9._~+/-]{16,}=*)");

    private static final PrefixedPattern IN_URL =
            part("://", "://[^\\s/:@]{1,100}:" + NOT_REDACTED + "(?<secret>[^\\s/@]{1,200})@");

    private static final PrefixedPattern ASSIGNED = part(
            "api client app aws secret access auth refresh accountkey",
            "(?<![\\p{L}\\p{N}])(?:api[ _-]?key|(?:client|app|aws|api)[ _-]?secret(?:[ _-]access[ _-]key)?"
                    + "|secret[ _-]?(?:access[ _-])?key|access[ _-]?token|auth[ _-]?token|refresh[ _-]?token"
                    + "|AccountKey)[\"']?\\s*(?:[:=]|is|lautet|es|est)\\s*[\"'`]?"
                    + NOT_REDACTED + "(?<secret>(?=[^\\s\"'`,;]*\\d)[^\\s\"'`,;]{8,})");

    private static final PrefixedPattern CARD = whole(
            "", "(?=\\d[ -]?\\d[ -]?\\d)(?<![\\p{L}\\p{N}.,:/+#-])\\d(?:[ -]?\\d){12,18}(?![\\p{L}\\p{N}]|[.,:/-]\\d)");

    /** Words before a number which indicate that it is not a card number. */
    private static final Pattern NOT_CARD =
            insensitive("(?:order|tracking|invoice|parcel|shipment|ticket|serial|imei|isbn|ean|phone|tel|bestell\\p{L}*"
                    + "|sendung\\p{L}*|rechnung\\p{L}*|pedido|factura|commande|facture|заказ\\p{L}*|трек\\p{L}*"
                    + "|посылк\\p{L}*|телефон\\p{L}*|订单|訂單|快递|注文)[^\\d]{0,24}$");

    private static final int WORDS_BEFORE = 48;

    private static final List<PrefixedPattern> BEFORE_NAMED =
            List.of(PEM, KEY, BOT_TOKEN, JWT, AUTHORIZATION, IN_URL, ASSIGNED);

    static final PrefixScanner SCANNER = new PrefixScanner(patterns());

    /** {@return all patterns} */
    static List<PrefixedPattern> patterns() {
        return Stream.of(BEFORE_NAMED, NamedSecretFinder.patterns(), List.of(CARD))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String redact(String text) {
        Redaction redaction = new Redaction(SCANNER, text);
        BEFORE_NAMED.forEach(redaction::apply);
        NamedSecretFinder.redact(redaction);
        redaction.apply(CARD, match -> isCard(match, redaction.text()));
        return ibans(redaction.text());
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

    private static boolean isCard(Matcher match, String text) {
        String before = text.substring(Math.max(0, match.start() - WORDS_BEFORE), match.start());
        return validCard(match.group().replaceAll("[ -]", ""))
                && !NOT_CARD.matcher(before).find();
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

    private static PrefixedPattern whole(String prefixes, String regex) {
        return new PrefixedPattern(Pattern.compile(regex), split(prefixes), List.of());
    }

    private static PrefixedPattern part(String prefixes, String regex) {
        return new PrefixedPattern(insensitive(regex), split(prefixes), List.of("secret"));
    }

    private static Set<String> split(String prefixes) {
        return prefixes.isEmpty() ? Set.of() : Set.of(prefixes.split(" "));
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
