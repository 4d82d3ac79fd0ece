package dev.memoir.internal.time;

/** The French vocabulary. */
final class FrenchWords {

    static final WordTable TABLE = new WordTable("fr", """
            unit.minute: minute minutes
            unit.hour: heure heures
            unit.day: jour jours
            unit.weekend: week-end weekend
            unit.week: semaine semaines
            unit.month: mois
            unit.quarter: trimestre trimestres
            unit.year: an ans année années
            unit.decade: décennie décennies
            number.1: un une
            number.2: deux
            number.3: trois
            number.4: quatre
            number.5: cinq
            number.6: six
            number.7: sept
            number.8: huit
            number.9: neuf
            number.10: dix
            number.11: onze
            number.12: douze
            few.205: quelques
            suffix: er re ère ere e ème eme nd nde
            season.spring: printemps
            season.summer: été
            season.autumn: automne
            season.winter: hiver
            day.0: aujourd'hui
            day.-1: hier_soir hier_matin hier_après-midi
            day.-2: avant-hier
            day.1: demain
            day.2: après-demain
            holiday.101: jour_de_l'an nouvel_an
            holiday.714: quatorze_juillet
            holiday.815: assomption
            holiday.1101: toussaint
            holiday.1225: noël
            holiday.1231: saint-sylvestre réveillon
            last: dernier dernière derniers dernières passé passée
            this: ce cet cette
            next: prochain prochaine prochains prochaines
            ago_before: il_y_a
            since: depuis dès
            until: jusqu'en jusqu'à jusqu'au
            before: avant
            after: après
            between: entre
            and: et
            from: de du d'
            to: à au
            in: en au au_cours_de pendant le à_l' l'
            at: à pour
            of: de d' du des
            the: le la les l'
            early: début débuts
            middle: mi milieu
            late: fin
            in_year: en_l'an l'année année
            ordinal.1: premier première premiers premières
            ordinal.2: second deuxième deuxièmes seconde secondes
            ordinal.3: troisième troisièmes
            ordinal.4: quatrième
            ordinal.5: cinquième
            ordinal.6: sixième
            ordinal.7: septième
            ordinal.8: huitième
            ordinal.9: neuvième
            ordinal.10: dixième
            ordinal.11: onzième
            ordinal.12: douzième
            half: moitié semestre quinzaine
            """);

    private FrenchWords() {}
}
