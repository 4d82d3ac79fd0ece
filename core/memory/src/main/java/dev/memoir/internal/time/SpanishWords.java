package dev.memoir.internal.time;

/** The Spanish vocabulary. */
final class SpanishWords {

    static final WordTable TABLE = new WordTable("es", """
            unit.minute: minuto minutos
            unit.hour: hora horas
            unit.day: día días
            unit.weekend: fin_de_semana fines_de_semana
            unit.week: semana semanas
            unit.month: mes meses
            unit.quarter: trimestre trimestres
            unit.year: año años
            unit.decade: década décadas
            number.1: un una
            number.2: dos
            number.3: tres
            number.4: cuatro
            number.5: cinco
            number.6: seis
            number.7: siete
            number.8: ocho
            number.9: nueve
            number.10: diez
            number.11: once
            number.12: doce
            few.205: unos unas algunos algunas
            season.spring: primavera
            season.summer: verano
            season.autumn: otoño
            season.winter: invierno
            day.0: hoy
            day.-1: ayer
            day.-2: anteayer antes_de_ayer
            day.2: pasado_mañana
            holiday.101: año_nuevo
            holiday.106: reyes día_de_reyes
            holiday.1012: día_de_la_hispanidad
            holiday.1224: nochebuena
            holiday.1225: navidad
            holiday.1231: nochevieja
            last: pasado pasada pasados pasadas último última últimos últimas
            this: este esta
            next: próximo próxima próximos próximas que_viene
            ago_before: hace
            since: desde desde_el desde_hace
            until: hasta hasta_el
            before: antes_de antes_del
            after: después_de después_del
            between: entre
            and: y
            from: de del desde
            to: a al hasta
            in: en el durante en_el
            at: en por
            of: de del
            the: el la los las
            early: principios_de principios_del principio_de principio_del inicios_de inicios_del inicio_de
            early: inicio_del comienzos_de comienzos_del comienzo_de comienzo_del
            middle: mediados_de mediados_del
            late: finales_de finales_del fines_de fines_del final_de final_del
            in_year: en_el_año año
            ordinal.1: primer primero primera primeros primeras
            ordinal.2: segundo segunda
            ordinal.3: tercer tercero tercera
            ordinal.4: cuarto cuarta
            ordinal.5: quinto quinta
            ordinal.6: sexto sexta
            ordinal.7: séptimo séptima
            ordinal.8: octavo octava
            ordinal.9: noveno novena
            ordinal.10: décimo décima
            ordinal.11: undécimo undécima
            ordinal.12: duodécimo duodécima
            suffix: o a er
            half: mitad semestre quincena
            """);

    private SpanishWords() {}
}
