package dev.memoir;

/** Mints ids. Thread-safe. */
@FunctionalInterface
public interface IdGenerator {

    /** {@return a new id, greater (as a string) than every one this generator gave before} */
    String next();
}
