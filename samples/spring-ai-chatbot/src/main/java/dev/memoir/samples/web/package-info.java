/** A chat in the browser that shows what it remembers: Spring AI's chat client with Memoir attached. */
@NullMarked
package dev.memoir.samples.web;

import org.jspecify.annotations.NullMarked;
