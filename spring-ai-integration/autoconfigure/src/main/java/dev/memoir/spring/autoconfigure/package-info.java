/** Memoir in Spring Boot: one dependency and one property, and every ChatClient remembers. */
@NullMarked
package dev.memoir.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
