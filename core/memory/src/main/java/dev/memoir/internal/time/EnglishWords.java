package dev.memoir.internal.time;

/** The English vocabulary. */
final class EnglishWords {

    static final WordTable TABLE = new WordTable("en", """
            unit.second: second seconds sec secs
            unit.minute: minute minutes min mins
            unit.hour: hour hours
            unit.day: day days
            unit.weekend: weekend weekends
            unit.week: week weeks
            unit.month: month months
            unit.quarter: quarter quarters
            unit.year: year years
            unit.decade: decade decades
            number.1: one a an
            number.2: two couple_of couple a_couple a_couple_of
            number.3: three
            number.4: four
            number.5: five
            number.6: six
            number.7: seven
            number.8: eight
            number.9: nine
            number.10: ten
            number.11: eleven
            number.12: twelve
            number.13: thirteen
            number.14: fourteen
            number.15: fifteen
            number.16: sixteen
            number.17: seventeen
            number.18: eighteen
            number.19: nineteen
            number.20: twenty
            number.30: thirty
            number.40: forty
            number.50: fifty
            number.60: sixty
            few.205: few a_few
            few.307: several
            ordinal.1: first
            ordinal.2: second
            ordinal.3: third
            ordinal.4: fourth
            ordinal.5: fifth
            ordinal.6: sixth
            ordinal.7: seventh
            ordinal.8: eighth
            ordinal.9: ninth
            ordinal.10: tenth
            ordinal.11: eleventh
            ordinal.12: twelfth
            ordinal.13: thirteenth
            ordinal.14: fourteenth
            ordinal.15: fifteenth
            ordinal.16: sixteenth
            ordinal.17: seventeenth
            ordinal.18: eighteenth
            ordinal.19: nineteenth
            ordinal.20: twentieth
            ordinal.21: twenty-first
            ordinal.22: twenty-second
            ordinal.23: twenty-third
            ordinal.24: twenty-fourth
            ordinal.25: twenty-fifth
            ordinal.26: twenty-sixth
            ordinal.27: twenty-seventh
            ordinal.28: twenty-eighth
            ordinal.29: twenty-ninth
            ordinal.30: thirtieth
            ordinal.31: thirty-first
            suffix: st nd rd th
            decade_suffix: s
            decade.1920: twenties
            decade.1930: thirties
            decade.1940: forties
            decade.1950: fifties
            decade.1960: sixties
            decade.1970: seventies
            decade.1980: eighties
            decade.1990: nineties
            season.spring: spring springtime
            season.summer: summer summertime
            season.autumn: autumn fall
            season.winter: winter wintertime
            weekday.1: mon
            weekday.2: tue tues
            weekday.3: wed
            weekday.4: thu thur thurs
            weekday.5: fri
            weekday.6: sat
            weekday.7: sun
            day.0: today todays
            day.-1: yesterday yesterdays
            day.1: tomorrow tomorrows
            day.-2: day_before_yesterday the_day_before_yesterday
            day.2: day_after_tomorrow the_day_after_tomorrow
            part_of_day.morning: morning
            part_of_day.afternoon: afternoon
            part_of_day.evening: evening
            part_of_day.night: night
            holiday.101: new_years new_years_day
            holiday.106: epiphany
            holiday.214: valentines valentines_day valentine_day
            holiday.308: womens_day international_womens_day
            holiday.317: st_patricks_day st._patricks_day saint_patricks_day
            holiday.401: april_fools april_fools_day
            holiday.422: earth_day
            holiday.501: may_day
            holiday.505: cinco_de_mayo
            holiday.619: juneteenth
            holiday.704: independence_day
            holiday.714: bastille_day
            holiday.1031: halloween hallowe'en
            holiday.1101: all_saints_day all_saints
            holiday.1105: bonfire_night guy_fawkes_night
            holiday.1111: veterans_day armistice_day remembrance_day
            holiday.1224: christmas_eve xmas_eve
            holiday.1225: christmas christmas_day xmas xmas_day
            holiday.1226: boxing_day
            holiday.1231: new_years_eve
            last: last previous
            past: past last_past this_past
            this: this current
            next: next coming this_coming upcoming
            ago: ago back
            from_now: from_now
            since: since ever_since starting starting_from starting_in
            until: until till up_to through up_until
            before: before prior_to earlier_than
            after: after later_than
            onwards: on onward onwards
            between: between
            and: and
            from: from
            to: to through thru
            in: in during within throughout on by around circa
            at: at for over on
            of: of
            the: the
            early: early beginning_of the_beginning_of start_of the_start_of early_part_of the_early_part_of
            middle: mid middle_of the_middle_of middle_part_of the_middle_part_of
            late: late end_of the_end_of latter_part_of the_latter_part_of
            in_year: year in_the_year the_year
            half: half halves
            half.1: former_half
            half.2: latter_half
            final: final closing
            """);

    private EnglishWords() {}
}
