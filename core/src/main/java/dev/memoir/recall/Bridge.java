package dev.memoir.recall;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * It has a {@linkplain Bridges name that leads on} from one that matches better. The surer it is by itself the less that adds:
 * a boost where nothing else speaks for it, as others found that a graph of names pays only then.
 */
final class Bridge implements Signal {

    static final String NAME = "bridge";

    /** How well the best candidate that has a name matches. */
    private final Map<String, Double> leading = new HashMap<>();

    Bridge(Scene scene) {
        Set<String> names = Bridges.of(
                scene.question(), scene.seats().stream().map(Seat::candidate).toList());
        if (names.isEmpty()) {
            return;
        }
        for (Seat seat : scene.seats()) {
            for (String name : seat.candidate().relations().entities()) {
                if (names.contains(name)) {
                    leading.merge(name, Bridges.match(seat.candidate()), Math::max);
                }
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        if (leading.isEmpty()) {
            return 0;
        }
        double own = Bridges.match(seat.candidate());
        double best = 0;
        for (String name : seat.candidate().relations().entities()) {
            double match = leading.getOrDefault(name, 0.0);
            // Who leads gains nothing by it.
            if (match > own) {
                best = Math.max(best, match);
            }
        }
        return (1 - own) * best;
    }
}
