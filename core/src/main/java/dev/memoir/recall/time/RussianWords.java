package dev.memoir.recall.time;

/** Russian. Months stand here in the cases that the JDK does not name. */
final class RussianWords {

    static final WordTable TABLE = new WordTable("ru", """
            month.1: январе январю январём январем
            month.2: феврале февралю февралём февралем
            month.3: марте марту мартом
            month.4: апреле апрелю апрелем
            month.5: мае маю маем
            month.6: июне июню июнем
            month.7: июле июлю июлем
            month.8: августе августу августом
            month.9: сентябре сентябрю сентябрём сентябрем
            month.10: октябре октябрю октябрём октябрем
            month.11: ноябре ноябрю ноябрём ноябрем
            month.12: декабре декабрю декабрём декабрем
            weekday.1: понедельника
            weekday.2: вторника
            weekday.3: среду среды
            weekday.4: четверга
            weekday.5: пятницу пятницы
            weekday.6: субботу субботы
            weekday.7: воскресенья
            unit.minute: минута минуту минуты минут
            unit.hour: час часа часов
            unit.day: день дня дней днём днем
            unit.weekend: выходные выходных
            unit.week: неделя неделю недели недель неделе
            unit.month: месяц месяца месяцев месяце
            unit.quarter: квартал квартала кварталов квартале
            unit.year: год года лет году годов
            unit.decade: десятилетие десятилетия десятилетий
            number.1: один одну одна
            number.2: два две двух
            number.3: три трёх
            number.4: четыре четырёх
            number.5: пять пяти
            number.6: шесть шести
            number.7: семь
            number.8: восемь
            number.9: девять
            number.10: десять десяти
            few.205: несколько пару
            season.spring: весна весны весной весну
            season.summer: лето лета летом
            season.autumn: осень осени осенью
            season.winter: зима зимы зимой зиму
            day.0: сегодня
            day.-1: вчера
            day.-2: позавчера
            day.1: завтра
            day.2: послезавтра
            part_of_day.morning: утром
            part_of_day.evening: вечером
            part_of_day.night: ночью
            holiday.101: новый_год нового_года новом_году
            holiday.308: восьмое_марта восьмого_марта
            holiday.509: день_победы
            last: прошлый прошлая прошлое прошлые прошлой прошлом прошлого прошлую прошлым
            past: последний последние последнюю последнее последних
            this: этот эта это этой этом этого эту этим
            next: следующий следующая следующее следующей следующем следующую следующим
            ago: назад
            from_now: спустя
            since: с со начиная_с
            until: до
            before: до
            after: после
            between: между
            and: и
            from: с
            to: до по
            in: в во на
            at: на
            early: начале
            middle: середине
            late: конце
            in_year: в_году
            recently: недавно
            """);

    private RussianWords() {}
}
