// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the records of this API are written and read, other protocols aside: missing values are left out of answers, and
 * lists of requests contain no nulls.
 */
@Component
final class ApiJson implements JsonMapperBuilderCustomizer {

    @Override
    public void customize(JsonMapper.Builder json) {
        json.annotationIntrospector(AnnotationIntrospector.pair(json.annotationIntrospector(), new OfThisPackage()));
    }

    private static final class OfThisPackage extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        private static final String PACKAGE = ApiJson.class.getPackageName();

        @Override
        public JsonInclude.Value findPropertyInclusion(MapperConfig<?> config, Annotated annotated) {
            return ours(annotated.getRawType())
                            || (annotated instanceof AnnotatedMember member && ours(member.getDeclaringClass()))
                    ? JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS)
                    : JsonInclude.Value.empty();
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            return annotated instanceof AnnotatedMember member && ours(member.getDeclaringClass())
                    ? JsonSetter.Value.forContentNulls(Nulls.FAIL)
                    : JsonSetter.Value.empty();
        }

        private static boolean ours(Class<?> type) {
            return type.getPackageName().equals(PACKAGE);
        }
    }
}
