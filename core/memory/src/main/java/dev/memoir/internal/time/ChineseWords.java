package dev.memoir.internal.time;

/** The Chinese vocabulary, in both scripts, with the characters for years, months and days of Japanese and Korean. */
final class ChineseWords {

    static final WordTable TABLE = new WordTable("zh", """
            unit.minute: 分钟 分鐘 分
            unit.hour: 小时 小時 个小时 個小時
            unit.day: 天 日 号 號 일
            unit.weekend: 周末 週末
            unit.week: 周 週 星期 个星期 個星期 礼拜 禮拜 个礼拜 주
            unit.month: 月 个月 個月 월 개월 か月 ヶ月 カ月 か月間
            unit.quarter: 季度 个季度 個季度
            unit.year: 年 년
            few.205: 几 幾
            season.spring: 春天 春季
            season.summer: 夏天 夏季
            season.autumn: 秋天 秋季
            season.winter: 冬天 冬季
            day.0: 今天 今日
            day.-1: 昨天 昨日 昨晚
            day.-2: 前天
            day.1: 明天
            day.2: 后天 後天
            year.-1: 去年
            year.-2: 前年
            year.0: 今年
            year.1: 明年
            holiday.101: 元旦
            holiday.1001: 国庆节 國慶節 国庆
            holiday.1225: 圣诞节 聖誕節 圣诞
            last: 上 上个 上個 先
            past: 过去 過去 最近
            this: 这 这个 這個 本
            next: 下 下个 下個 来
            ago: 前 之前 以前 전
            since_post: 以来 以來 起
            since: 自 自从 自從
            before_post: 前 之前 以前
            after_post: 后 後 之后 之後 以后 以後
            and: 和 与 與
            between: 在
            from: 从 從
            to: 到 至
            in: 在
            of: 的
            weekday.1: 个星期一 个周一 个週一 个礼拜一 個星期一 個周一 個週一 個礼拜一
            weekday.2: 个星期二 个周二 个週二 个礼拜二 個星期二 個周二 個週二 個礼拜二
            weekday.3: 个星期三 个周三 个週三 个礼拜三 個星期三 個周三 個週三 個礼拜三
            weekday.4: 个星期四 个周四 个週四 个礼拜四 個星期四 個周四 個週四 個礼拜四
            weekday.5: 个星期五 个周五 个週五 个礼拜五 個星期五 個周五 個週五 個礼拜五
            weekday.6: 个星期六 个周六 个週六 个礼拜六 個星期六 個周六 個週六 個礼拜六
            weekday.7: 个星期日 个周日 个週日 个礼拜日 個星期日 個周日 個週日 個礼拜日 个星期天 個星期天
            ordinal_prefix: 第
            final: 最后 最後
            half.1: 上半年 前半年 上半月 前半月
            half.2: 下半年 后半年 後半年 下半月 后半月 後半月
            unit.weekend: 个周末 個週末
            early: 初 上旬
            middle: 中旬
            late: 底 末 下旬
            """);

    private ChineseWords() {}
}
