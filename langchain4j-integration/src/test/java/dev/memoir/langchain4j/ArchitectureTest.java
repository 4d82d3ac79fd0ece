// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Classes around a turn depend on core's public API and prompt block only; adapters depend on the SPI that they
 * implement.
 */
@AnalyzeClasses(packages = "dev.memoir.langchain4j", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule internal_packages_of_core_are_not_used = noClasses()
            .that()
            .resideInAPackage("dev.memoir.langchain4j..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.memoir.internal..");

    @ArchTest
    static final ArchRule turns_stand_on_cores_public_api = noClasses()
            .that()
            .resideInAPackage("dev.memoir.langchain4j")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.memoir.ledger..", "dev.memoir.index..", "dev.memoir.embed..", "dev.memoir.extract..");

    @ArchTest
    static final ArchRule models_are_adapted_to_the_spis_of_models = noClasses()
            .that()
            .resideInAPackage("dev.memoir.langchain4j.model")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.memoir..")
                    .and(not(resideInAnyPackage(
                            "dev.memoir",
                            "dev.memoir.embed",
                            "dev.memoir.llm",
                            "dev.memoir.prompt",
                            "dev.memoir.rerank",
                            "dev.memoir.langchain4j.model"))));

    @ArchTest
    static final ArchRule stores_are_adapted_to_the_spi_of_an_index = noClasses()
            .that()
            .resideInAPackage("dev.memoir.langchain4j.store")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.memoir..")
                    .and(not(resideInAnyPackage(
                            "dev.memoir",
                            "dev.memoir.index",
                            "dev.memoir.vectorstore",
                            "dev.memoir.langchain4j.store"))));
}
