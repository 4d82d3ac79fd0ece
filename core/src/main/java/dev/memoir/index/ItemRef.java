package dev.memoir.index;

import dev.memoir.ItemType;

/**
 * Names a turn or a memory.
 *
 * @param type which of the two
 * @param id its id, unique among both
 */
public record ItemRef(ItemType type, String id) {}
