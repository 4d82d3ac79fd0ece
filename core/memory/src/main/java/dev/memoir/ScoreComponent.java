package dev.memoir;

/**
 * What one signal gave to a score.
 *
 * @param signal its name: {@code dense} (meaning), {@code keyword} (words), {@code neighbours}, {@code answer},
 *     {@code surroundings}, {@code conversation}, {@code subject}, {@code statement}, {@code role}, {@code opening},
 *     {@code time}, {@code recency}, {@code facts}. A search of the past has {@code dense} and
 *     {@code keyword} alone
 * @param value what the signal measured, 0 to 1
 * @param share what that added to the score
 */
public record ScoreComponent(String signal, double value, double share) {}
