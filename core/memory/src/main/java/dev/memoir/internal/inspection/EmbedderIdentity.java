// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.inspection;

import dev.memoir.embed.Embedder;

/**
 * What identifies the vectors of an embedder.
 *
 * @param id the id of its vector space
 * @param dimension the dimension of its vectors
 */
record EmbedderIdentity(String id, int dimension) {

    static EmbedderIdentity of(Embedder embedder) {
        return new EmbedderIdentity(embedder.id(), embedder.dimension());
    }
}
