package dev.memoir.samples.web;

/** The user's memory has no such thing, whoever else's has. */
final class NotRememberedException extends RuntimeException {

    NotRememberedException(String message) {
        super(message);
    }
}
