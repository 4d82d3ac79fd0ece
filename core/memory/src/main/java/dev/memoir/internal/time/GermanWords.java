package dev.memoir.internal.time;

/** The German vocabulary. */
final class GermanWords {

    static final WordTable TABLE = new WordTable("de", """
            unit.minute: minute minuten
            unit.hour: stunde stunden
            unit.day: tag tage tagen
            unit.weekend: wochenende wochenenden
            unit.week: woche wochen
            unit.month: monat monate monaten monats
            unit.quarter: quartal quartale quartalen
            unit.year: jahr jahre jahren jahres
            unit.decade: jahrzehnt jahrzehnte jahrzehnten
            number.1: ein eine einen einem einer eines
            number.2: zwei
            number.3: drei
            number.4: vier
            number.5: fünf
            number.6: sechs
            number.7: sieben
            number.8: acht
            number.9: neun
            number.10: zehn
            number.11: elf
            number.12: zwölf
            few.205: einige einigen ein_paar paar wenigen
            decade_suffix: er ern
            season.spring: frühling frühjahr
            season.summer: sommer
            season.autumn: herbst
            season.winter: winter
            day.0: heute
            day.-1: gestern
            day.-2: vorgestern
            day.1: morgen
            day.2: übermorgen
            part_of_day.morning: früh vormittag
            part_of_day.afternoon: nachmittag
            part_of_day.evening: abend
            part_of_day.night: nacht
            holiday.101: neujahr neujahrstag
            holiday.1003: tag_der_deutschen_einheit
            holiday.1206: nikolaus nikolaustag
            holiday.1224: heiligabend
            holiday.1225: weihnachten
            holiday.1231: silvester
            last: letzte letzten letzter letztes letztem vorige vorigen voriges vorigem
            past: vergangene vergangenen vergangenes vergangenem
            this: diese diesen dieses diesem dieser
            next: nächste nächsten nächstes nächstem kommende kommenden kommendes
            ago_before: vor
            since: seit
            until: bis bis_zum bis_zu
            before: vor vor_dem
            after: nach nach_dem
            between: zwischen
            and: und
            from: von vom
            to: bis bis_zum
            in: im in am in_der in_den in_dem während
            at: zu an
            the: der die das den dem
            early: anfang anfangs beginn
            middle: mitte
            late: ende
            in_year: im_jahr im_jahre jahr jahres
            ordinal.1: erste ersten erster erstes erstem
            ordinal.2: zweite zweiten zweiter zweites zweitem
            ordinal.3: dritte dritten dritter drittes drittem
            ordinal.4: vierte vierten vierter viertes viertem
            ordinal.5: fünfte fünften fünfter fünftes fünftem
            ordinal.6: sechste sechsten sechster sechstes sechstem
            ordinal.7: siebte siebten siebter siebtes siebtem
            ordinal.8: achte achten achter achtes achtem
            ordinal.9: neunte neunten neunter neuntes neuntem
            ordinal.10: zehnte zehnten zehnter zehntes zehntem
            ordinal.11: elfte elften elfter elftes elftem
            ordinal.12: zwölfte zwölften zwölfter zwölftes zwölftem
            half: hälfte halbjahr halbjahres jahreshälfte monatshälfte
            of: des der
            """);

    private GermanWords() {}
}
