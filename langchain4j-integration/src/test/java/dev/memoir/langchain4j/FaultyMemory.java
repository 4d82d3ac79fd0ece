// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.memoir.LongTermMemory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real memory with methods that can be made to fail or wait. */
final class FaultyMemory {

    private final Map<String, Runnable> faults = new ConcurrentHashMap<>();
    final LongTermMemory memory;

    FaultyMemory(LongTermMemory real) {
        memory = (LongTermMemory) Proxy.newProxyInstance(
                LongTermMemory.class.getClassLoader(),
                new Class<?>[] {LongTermMemory.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == args[0];
                    default -> {
                        faults.getOrDefault(method.getName(), () -> {}).run();
                        try {
                            yield method.invoke(real, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                });
    }

    /** Runs something before each call of a method; what it throws, the method throws. */
    FaultyMemory on(String method, Runnable fault) {
        faults.put(method, fault);
        return this;
    }

    void mended(String method) {
        faults.remove(method);
    }
}
