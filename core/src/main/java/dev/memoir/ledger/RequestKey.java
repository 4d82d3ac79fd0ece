package dev.memoir.ledger;

/**
 * Names a request, so that it is carried out once.
 *
 * @param key unique within the scope
 * @param contentHash of what the request asks, to notice when the key is used for something else
 */
public record RequestKey(String key, String contentHash) {}
