/** What Memoir needs of the machine below the JVM: folders for native libraries. Not part of the API. */
@NullMarked
package dev.memoir.platform;

import org.jspecify.annotations.NullMarked;
