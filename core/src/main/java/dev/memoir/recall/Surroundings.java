package dev.memoir.recall;

import dev.memoir.index.WordMatches;

/**
 * Which of the question's words are said in it or close by. People do not repeat themselves: of what is asked one word stands
 * here and another two turns on. Each word counts once.
 */
final class Surroundings implements Signal {

    static final String NAME = "surroundings";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        WordMatches said = seat.candidate().words();
        double keyword = seat.candidate().keyword();
        Seat place = seat.place();
        if (place != null) {
            for (int offset = -Neighbours.REACH; offset <= Neighbours.REACH; offset++) {
                Seat turn = place.beside(offset);
                if (turn != null) {
                    said = said.and(turn.candidate().words());
                    keyword = Math.max(keyword, turn.candidate().keyword());
                }
            }
        }
        return Words.share(said, keyword);
    }
}
