/** How integrations have turns written without making a chat wait, and recall for a limited time: shared by all frameworks. */
@NullMarked
package dev.memoir.capture;

import org.jspecify.annotations.NullMarked;
