// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.ItemType;

/**
 * Identifies a turn or a memory.
 *
 * @param type the type of the item
 * @param id its id, unique across both types
 */
public record ItemRef(ItemType type, String id) {}
