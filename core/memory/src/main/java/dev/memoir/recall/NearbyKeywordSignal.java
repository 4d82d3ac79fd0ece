package dev.memoir.recall;

/**
 * How well the question's words match it or a turn close by: people do not repeat themselves, and what is asked for may stand
 * in the next line. A long turn is judged by its own words.
 */
final class NearbyKeywordSignal implements Signal {

    static final String NAME = "surroundings";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        double own = seat.candidate().keyword();
        CandidateContext place = seat.place();
        if (place == null) {
            return own;
        }
        double best = own;
        for (int offset = -NeighbourSignal.REACH; offset <= NeighbourSignal.REACH; offset++) {
            CandidateContext turn = place.beside(offset);
            if (turn != null) {
                best = Math.max(best, turn.candidate().keyword());
            }
        }
        return place.inContext(best, own);
    }
}
