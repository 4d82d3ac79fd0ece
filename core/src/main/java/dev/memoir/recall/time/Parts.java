package dev.memoir.recall.time;

import dev.memoir.recall.time.Term.Kind;
import org.jspecify.annotations.Nullable;

/** The early, middle or late third of a time: "early May 2023", "the end of last year". */
final class Parts implements Rule {

    private final Rule times;

    Parts(Rule times) {
        this.times = times;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        int which = text.is(at, Kind.EARLY) ? 0 : text.is(at, Kind.MIDDLE) ? 1 : text.is(at, Kind.LATE) ? 2 : -1;
        if (which < 0) {
            return null;
        }
        int place = text.dash(at + 1) ? at + 2 : at + 1;
        place = text.is(place, Kind.OF) || text.is(place, Kind.IN) ? place + 1 : place;
        Reading whole = times.read(text, place, true);
        return whole == null ? null : new Reading(third(whole.when(), which), whole.end());
    }

    private static When third(When when, int which) {
        return when instanceof Yearly yearly
                ? new Yearly(year -> yearly.in(year).third(which), yearly.pick())
                : ((Stretch) when).third(which);
    }
}
