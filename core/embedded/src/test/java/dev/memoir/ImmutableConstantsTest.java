// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No constant is an array or a modifiable collection: a change to it would affect everyone. */
class ImmutableConstantsTest {

    @Test
    void no_constant_can_be_changed() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.memoir");
        List<String> mutable = classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getModifiers().contains(JavaModifier.FINAL)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .flatMap(ImmutableConstantsTest::mutable)
                .toList();
        assertThat(mutable).isEmpty();
    }

    private static Stream<String> mutable(JavaField field) {
        try {
            Field constant = field.reflect();
            // State that is declared as shared is not mistaken for a constant.
            if (!ours(constant.getDeclaringClass())
                    || !holder(constant.getType())
                    || ConcurrentMap.class.isAssignableFrom(constant.getType())) {
                return Stream.empty();
            }
            constant.setAccessible(true);
            return changeable(constant.get(null)) ? Stream.of(field.getFullName()) : Stream.empty();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean ours(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .equals(LongTermMemory.class.getProtectionDomain().getCodeSource());
    }

    private static boolean holder(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    /** Adds the content again, which changes nothing if the collection is modifiable. */
    private static boolean changeable(Object value) {
        if (value.getClass().isArray()) {
            return Array.getLength(value) > 0;
        }
        try {
            if (value instanceof Map<?, ?> map) {
                return !map.isEmpty() && putAgain(map);
            }
            return !((Collection<?>) value).isEmpty() && addAgain((Collection<?>) value);
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private static <K, V> boolean putAgain(Map<K, V> map) {
        Map.Entry<K, V> any = map.entrySet().iterator().next();
        map.put(any.getKey(), any.getValue());
        return true;
    }

    private static <T> boolean addAgain(Collection<T> collection) {
        if (collection instanceof List<T> list) {
            list.set(0, list.get(0));
        } else {
            collection.add(collection.iterator().next());
        }
        return true;
    }
}
