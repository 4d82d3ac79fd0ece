// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A mean with a 95 % confidence interval, by the percentile bootstrap: the interval holds the middle 95 % of the means
 * of samples that are drawn from the values with replacement.
 *
 * @param mean the mean of the values
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
public record BootstrapInterval(double mean, double low, double high) {

    /** The number of samples: the ends then vary by less than a hundredth of the interval's width. */
    private static final int SAMPLES = 10_000;

    /** Fixed, so that the same values always give the same interval. */
    private static final long SEED = 20_260_101;

    private static final double TAIL = 0.025;

    /**
     * {@return the mean of some values with its interval}
     *
     * @param values the values, at least one; of a comparison, the paired differences
     * @throws IllegalArgumentException if there is no value
     */
    public static BootstrapInterval of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("There is no value, so there is no mean. Give at least one.");
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[sample] = sum / values.length;
        }
        Arrays.sort(means);
        return new BootstrapInterval(
                Arrays.stream(values).average().orElseThrow(),
                means[(int) (TAIL * SAMPLES)],
                means[(int) ((1 - TAIL) * SAMPLES) - 1]);
    }

    /** {@return whether the interval lies on one side of zero: chance alone rarely makes such a difference} */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
    }
}
