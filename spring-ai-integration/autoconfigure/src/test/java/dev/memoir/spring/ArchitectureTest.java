// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The integration uses only core's API and SPIs; a chat works without a vector store on the class path. */
@AnalyzeClasses(
        packages = "dev.memoir.spring",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {

    /** The fixtures of {@code memoir-spring-ai} come in a test-jar. */
    static final class DoNotIncludeTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule internal_packages_of_core_are_not_used = noClasses()
            .that()
            .resideInAPackage("dev.memoir.spring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.memoir.internal..");

    @ArchTest
    static final ArchRule core_is_used_by_its_api_and_its_spis = noClasses()
            .that()
            .resideInAPackage("dev.memoir.spring")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.memoir.ledger..",
                    "dev.memoir.index.lucene..",
                    "dev.memoir.embed.minilm..",
                    "dev.memoir.extract..");

    @ArchTest
    static final ArchRule the_library_knows_nothing_of_boot = noClasses()
            .that()
            .resideInAPackage("dev.memoir.spring")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.boot..");

    @ArchTest
    static final ArchRule only_the_index_needs_a_vector_store = noClasses()
            .that()
            .resideInAPackage("dev.memoir.spring..")
            .and()
            .haveSimpleNameNotStartingWith("VectorStoreMemoryIndex")
            .and()
            .haveSimpleNameNotStartingWith("SpringVectorStoreAdapter")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.ai.vectorstore..");
}
