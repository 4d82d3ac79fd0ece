// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Sets system properties while an action runs, for libraries that can only be configured that way. */
public final class TemporaryProperties {

    /** An interned string is one object in all class loaders of the JVM, which share these properties. */
    private static final Object JVM_LOCK = "dev.memoir.internal.platform.TemporaryProperties".intern();

    private TemporaryProperties() {}

    /**
     * Runs an action with properties that are restored afterwards. One action per JVM runs at a time.
     *
     * @param properties the properties to set
     * @param action the action
     * @param <T> the result type of the action
     * @return the result of the action
     */
    public static <T> T with(Map<String, String> properties, Supplier<T> action) {
        synchronized (JVM_LOCK) {
            Map<String, String> before = new HashMap<>();
            for (String name : properties.keySet()) {
                before.put(name, System.getProperty(name));
            }
            properties.forEach(System::setProperty);
            try {
                return action.get();
            } finally {
                before.forEach((name, value) -> {
                    if (value == null) {
                        System.clearProperty(name);
                    } else {
                        System.setProperty(name, value);
                    }
                });
            }
        }
    }
}
