// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import org.jspecify.annotations.Nullable;

/** Validates vectors: the expected dimension, finite values, length 1. Also computes the vector between two. */
final class UnitVector {

    /** Models that scale to length 1 in half precision deviate by up to this; it cannot change a ranking. */
    static final double TOLERANCE = 1e-3;

    private UnitVector() {}

    /**
     * {@return the vector itself if it has length 1, otherwise a scaled copy}
     *
     * @throws IllegalArgumentException if it is not valid; the message says what it is instead
     */
    static float[] of(float @Nullable [] vector, int dimension) {
        if (vector == null) {
            throw new IllegalArgumentException("null for a vector.");
        }
        if (vector.length != dimension) {
            throw new IllegalArgumentException("a vector of " + vector.length + " dimensions instead of " + dimension
                    + ". Check that its dimension() is that of the model.");
        }
        double squares = squares(vector);
        if (!Double.isFinite(squares)) {
            throw new IllegalArgumentException("a vector with NaN or infinite values. The model may be damaged.");
        }
        if (squares == 0) {
            throw new IllegalArgumentException("a vector of zeros, which has no direction.");
        }
        double length = Math.sqrt(squares);
        return Math.abs(length - 1) <= TOLERANCE ? vector : scaled(vector, length);
    }

    /** {@return the direction halfway between two vectors of length 1; the first if the other is its opposite} */
    static float[] between(float[] one, float[] other) {
        float[] sum = new float[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = one[i] + other[i];
        }
        double squares = squares(sum);
        return squares == 0 ? one : scaled(sum, Math.sqrt(squares));
    }

    private static double squares(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return squares;
    }

    private static float[] scaled(float[] vector, double length) {
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
