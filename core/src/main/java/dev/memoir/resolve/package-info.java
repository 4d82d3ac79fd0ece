/** What a proposal does to what is known. Pure: no clock, no store, no model. */
@NullMarked
package dev.memoir.resolve;

import org.jspecify.annotations.NullMarked;
