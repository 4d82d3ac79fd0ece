package dev.memoir.entity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name without the description of its bearer.
 *
 * @param name the name, or the description if there is no name ("my sister")
 * @param person whether the description or a title shows that the name is a person's or pet's
 */
record DescribedName(String name, boolean person) {

    private static final String OWNER = "my|our|his|her|their|your|(?:the )?user's|\\p{L}+'s"
            + "|meine?[rmns]?|unsere?[rmns]?|seine?[rmns]?|ihre?[rmns]?"
            + "|mon|ma|mes|son|sa|ses|notre|leur|mis?|sus?|nuestr[oa]"
            + "|мо[йяи]|мое|моего|моей|моему|мою|моим|сво[йяи]|своего|своей|своему|свою|его|ее|их|наша?";

    static final String ADJECTIVE = "little|big|older|younger|elder|best|old|former|late|dear|new"
            + "|kleine[nr]?|große[nr]?|ältere[nr]?|jüngere[nr]?|beste[nr]?|petite?|grande?|meilleure?|mejor|mayor|menor"
            + "|младш(?:ая|ий|ей|его|ую)|старш(?:ая|ий|ей|его|ую)|лучш(?:ая|ий|ей|его|ую)";

    /** Relations between persons, in lower case where the language has it. */
    static final String ROLE = "sister|brother|mother|father|mom|mum|dad|daughter|son|wife|husband|partner|fiancée?"
            + "|girlfriend|boyfriend|friend|colleague|coworker|co-worker|boss|manager|neighbou?r|roommate|flatmate"
            + "|teacher"
            + "|doctor|dentist|therapist|aunt|uncle|cousin|niece|nephew|grandmother|grandfather|grandma|grandpa|dog"
            + "|cat|puppy"
            + "|kitten|horse|parrot|rabbit|hamster"
            + "|schwester|bruder|mutter|vater|mama|papa|tochter|sohn|frau|mann|freund(?:in)?|kolleg(?:e|in|en)"
            + "|chef(?:in)?"
            + "|nachbar(?:in|n)?|oma|opa|tante|onkel|cousine?|hund|katze|kater"
            + "|s(?:œ|oe)ur|frère|mère|père|maman|fille|fils|femme|mari|amie?|copain|copine|collègue|patron|voisine?"
            + "|oncle"
            + "|chien|chat"
            + "|herman[oa]|madre|padre|mamá|papá|hij[oa]|espos[oa]|mujer|marido|amig[oa]|novi[oa]|colega|compañer[oa]"
            + "|jef[ea]|vecin[oa]|tí[oa]|prim[oa]|abuel[oa]|perr[oa]|gat[oa]"
            + "|сестр(?:а|ы|е|у|ой)|брат(?:а|у|ом|е)?|мам(?:а|ы|е|у|ой)|пап(?:а|ы|е|у|ой)|мать|матери|отец|отца|отцу"
            + "|доч(?:ь|ери)|сын(?:а|у|ом)?|жен(?:а|ы|е|у|ой)|муж(?:а|у|ем)?|друг(?:а|у|ом)?|подруг(?:а|и|е|у|ой)"
            + "|коллег(?:а|и|е|у|ой)|начальни(?:к|ца)|сосед(?:ка|а)?|дядя|дяди|тетя|тети|бабушк(?:а|и|е|у)"
            + "|дедушк(?:а|и|е|у)|собак(?:а|и|е|у)|кошк(?:а|и|е|у)|кот(?:а|у)?";

    static final String HAN_ROLE = "妹妹|姐姐|哥哥|弟弟|妈妈|爸爸|媽媽|母亲|父亲|女儿|儿子|妻子|丈夫|老婆|老公|朋友|同事|老板|邻居";

    static final String OWNED = "(?:" + OWNER + ") (?:(?:" + ADJECTIVE + ") )?(?:" + ROLE + ")";

    private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** "my sister Ana" in any case, "sister Ana" in lower case only: "Brother Industries" makes printers. */
    private static final List<Pattern> BEFORE = List.of(
            Pattern.compile("^" + OWNED + ",? (?=\\S)", ANY_CASE),
            Pattern.compile("^(?:the )?(?:(?:" + ADJECTIVE + ") )?(?:" + ROLE + ") (?=[\\p{Lu}\\p{Lo}])"),
            Pattern.compile("^(?:(?:我|他|她|用户|用戶)的?)?(?:" + HAN_ROLE + ")(?=\\p{IsHan}|\\p{L})"),
            Pattern.compile("^(?:(?:私|彼|彼女|ユーザー)の)?(?:妹|姉|弟|兄|母|父|友人|友達|同僚|上司|夫|妻|娘|息子|犬|猫)の(?=\\S)"));

    private static final Pattern AFTER =
            Pattern.compile("(?<=\\S)(?:, (?:the )?" + OWNED + "| ?\\((?:the )?" + OWNED + "\\)?)$", ANY_CASE);

    private static final Pattern HONORIFIC = Pattern.compile("(?<=\\S)(?:さん|ちゃん|くん|さま|様)$");

    private static final Pattern TITLE = Pattern.compile("^(\\p{L}+)\\.? (?=\\S)");

    static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("mrs", "mrs"),
            Map.entry("ms", "mrs"),
            Map.entry("miss", "mrs"),
            Map.entry("frau", "mrs"),
            Map.entry("mme", "mrs"),
            Map.entry("madame", "mrs"),
            Map.entry("señora", "mrs"),
            Map.entry("sra", "mrs"),
            Map.entry("госпожа", "mrs"),
            Map.entry("mr", "mr"),
            Map.entry("herr", "mr"),
            Map.entry("herrn", "mr"),
            Map.entry("monsieur", "mr"),
            Map.entry("señor", "mr"),
            Map.entry("sr", "mr"),
            Map.entry("господин", "mr"),
            Map.entry("dr", "dr"),
            Map.entry("doktor", "dr"),
            Map.entry("доктор", "dr"),
            Map.entry("prof", "prof"),
            Map.entry("professor", "prof"),
            Map.entry("профессор", "prof"));

    private static final Pattern ARTICLE = Pattern.compile("^(?:(?i:the|a|an)|der|die|das|den|dem) (?=\\S)");

    /** "my car", but not "My Chemical Romance". */
    private static final Pattern OWNED_THING = Pattern.compile("^(?:" + OWNER + ") (?=\\p{Ll})|^(?:我|用户)的(?=.)");

    /** {@return the name in a text with normalised white space and apostrophes} */
    static DescribedName of(String text) {
        String rest = AFTER.matcher(text).replaceFirst("");
        for (Pattern before : BEFORE) {
            rest = before.matcher(rest).replaceFirst("");
        }
        rest = HONORIFIC.matcher(rest).replaceFirst("");
        boolean person = !rest.equals(text);
        Matcher title = TITLE.matcher(rest);
        String named = title.find() ? TITLES.get(title.group(1).toLowerCase(Locale.ROOT)) : null;
        if (named != null) {
            return new DescribedName(named + " " + rest.substring(title.end()), true);
        }
        rest = OWNED_THING.matcher(rest).replaceFirst("");
        return new DescribedName(ARTICLE.matcher(rest).replaceFirst(""), person);
    }
}
