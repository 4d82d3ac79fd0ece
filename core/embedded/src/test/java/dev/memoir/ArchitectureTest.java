// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.core.domain.properties.HasReturnType.Predicates.rawReturnType;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import dev.memoir.embed.Embedder;
import dev.memoir.extract.Redactor;
import dev.memoir.index.MemoryIndex;
import dev.memoir.internal.extract.SecretRedactor;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.StatementOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks the dependency rules of the design. */
@AnalyzeClasses(
        packages = "dev.memoir",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestKit.class})
class ArchitectureTest {

    /** The module {@code memoir-test} and the test-jar of {@code memoir-core} are for tests. */
    static final class DoNotIncludeTestKit implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/memoir/testing/")
                    && !location.contains("-tests.jar")
                    && !location.contains("/test-classes/");
        }
    }

    private static final String[] ADAPTERS = {
        "dev.memoir.ledger.jdbc..",
        "dev.memoir.index.lucene..",
        "dev.memoir.index.chroma..",
        "dev.memoir.index.pgvector..",
        "dev.memoir.embed.minilm.."
    };

    @ArchTest
    static final ArchRule packages_form_no_cycle = slices().matching("dev.memoir.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(Redactor.class, SecretRedactor.class)
            .because("Redactor.secrets() names its implementation, as the builder names the engine");

    @ArchTest
    static final ArchRule internal_types_are_not_exposed = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(
                    DescribedPredicate.and(resideOutsideOfPackages("dev.memoir.internal.."), modifier(PUBLIC)))
            .should(ArchConditions.not(ArchConditions.have(DescribedPredicate.or(
                    rawReturnType(resideInAPackage("dev.memoir.internal..")),
                    rawParameterTypes(anyElementThat(resideInAPackage("dev.memoir.internal..")))))));

    /** A record's constructor names every component, so that each new option would break those who call it. */
    @ArchTest
    static final ArchRule requests_are_built_so_that_a_new_option_breaks_nobody = classes()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackages("dev.memoir.internal..", "dev.memoir.samples..")
            .and()
            .haveSimpleNameEndingWith("Request")
            .should()
            .haveModifier(FINAL)
            .andShould()
            .notBeRecords()
            .andShould()
            .haveOnlyPrivateConstructors();

    @ArchTest
    static final ArchRule adapters_use_few_internal_packages = noClasses()
            .that()
            .resideInAnyPackage(ADAPTERS)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.memoir.internal..")
                    .and(not(resideInAnyPackage(
                            "dev.memoir.internal.concurrent",
                            "dev.memoir.internal.passage",
                            "dev.memoir.internal.platform",
                            "dev.memoir.internal.resolve"))));

    @ArchTest
    static final ArchRule the_values_of_the_public_api_stand_on_nothing = noClasses()
            .that()
            .resideInAPackage("dev.memoir")
            .and(not(belongToAnyOf(LongTermMemory.class, LongTermMemoryBuilder.class)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.memoir.*..");

    @ArchTest
    static final ArchRule adapters_are_named_nowhere_else = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ADAPTERS);

    @ArchTest
    static final ArchRule adapters_do_not_know_each_other =
            slices().matching("dev.memoir.(index|ledger|embed).(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule the_dialects_spi_stands_on_the_public_api_alone = noClasses()
            .that()
            .resideInAPackage("dev.memoir.ledger.jdbc.dialect")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.memoir..")
                    .and(not(resideInAnyPackage("dev.memoir", "dev.memoir.ledger.jdbc.dialect"))))
            .because("a database can be added without the ledger's own classes");

    @ArchTest
    static final ArchRule the_shipped_dialects_use_the_published_spi_only = noClasses()
            .that()
            .resideInAnyPackage("dev.memoir.ledger.jdbc.sqlite", "dev.memoir.ledger.jdbc.postgres")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.memoir..")
                    .and(not(resideInAnyPackage(
                            "dev.memoir",
                            "dev.memoir.jdbc",
                            "dev.memoir.ledger.jdbc.dialect",
                            "dev.memoir.ledger.jdbc.sqlite",
                            "dev.memoir.ledger.jdbc.postgres",
                            "dev.memoir.internal.platform"))))
            .because("what they need, another database needs too; loading a native library is SQLite's own affair");

    @ArchTest
    static final ArchRule the_engine_is_put_together_by_the_builder_alone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.memoir.internal.engine")
            .and(not(belongToAnyOf(LongTermMemoryBuilder.class)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.memoir.internal.engine");

    @ArchTest
    static final ArchRule recall_does_no_input_or_output = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.memoir.internal.ranking..",
                    "dev.memoir.internal.time..",
                    "dev.memoir.internal.resolve..",
                    "dev.memoir.prompt..")
            .should()
            .dependOnClassesThat(resideInAPackage("java.io..")
                    .or(resideInAPackage("java.nio.file.."))
                    .or(resideInAPackage("java.nio.channels.."))
                    .or(resideInAPackage("java.net.."))
                    .or(resideInAPackage("java.sql.."))
                    .or(belongToAnyOf(Ledger.class, MemoryIndex.class, Embedder.class)));

    @ArchTest
    static final ArchRule resolution_stands_on_the_public_values_and_proposals = noClasses()
            .that()
            .resideInAPackage("dev.memoir.internal.resolve")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.memoir..")
                    .and(not(resideInAnyPackage(
                                    "dev.memoir",
                                    "dev.memoir.entity",
                                    "dev.memoir.extract",
                                    "dev.memoir.internal.extract",
                                    "dev.memoir.internal.text",
                                    "dev.memoir.internal.resolve")
                            .or(belongToAnyOf(StatementOrder.class)))));

    @ArchTest
    static final ArchRule tools_stand_on_the_public_api_and_the_block = noClasses()
            .that()
            .resideInAPackage("dev.memoir.tools")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.memoir..")
                    .and(not(resideInAnyPackage("dev.memoir", "dev.memoir.prompt", "dev.memoir.tools"))));

    @ArchTest
    static final ArchRule nothing_stands_on_tools = noClasses()
            .that()
            .resideOutsideOfPackage("dev.memoir.tools")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.memoir.tools");

    @ArchTest
    static final ArchRule core_knows_no_framework =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.langchain4j..", "org.springframework..");

    @ArchTest
    static final ArchRule lucene_stays_in_its_adapter = classes()
            .that()
            .resideOutsideOfPackage("dev.memoir.index.lucene..")
            .should(stayClearOf("org.apache.lucene.."));

    @ArchTest
    static final ArchRule jdbc_stays_in_its_adapters = classes()
            .that()
            .resideOutsideOfPackages("dev.memoir.ledger.jdbc..", "dev.memoir.index.pgvector..", "dev.memoir.jdbc..")
            .should(stayClearOf(
                    "java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..", "org.sqlite..", "org.flywaydb.."));

    @ArchTest
    static final ArchRule what_databases_have_in_common_is_known_to_their_adapters_alone = noClasses()
            .that()
            .resideOutsideOfPackages("dev.memoir.ledger.jdbc..", "dev.memoir.index.pgvector..", "dev.memoir.jdbc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.memoir.jdbc..");

    @ArchTest
    static final ArchRule onnx_stays_in_its_adapter = classes()
            .that()
            .resideOutsideOfPackage("dev.memoir.embed.minilm..")
            .should(stayClearOf("ai.onnxruntime..", "ai.djl.."));

    @ArchTest
    static final ArchRule now_is_asked_of_a_clock_that_was_given = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static void simple_names_are_unique(JavaClasses core) {
        Map<String, List<String>> byName = core.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));

        assertThat(byName.values()).allSatisfy(types -> assertThat(types).hasSize(1));
    }

    /** A verb is a method; the exceptions are nouns of the field. */
    @ArchTest
    static final ArchRule names_of_classes_are_no_gerunds = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("Learning")
            .and()
            .doNotHaveSimpleName("DefaultLearning")
            .and()
            .doNotHaveSimpleName("LengthBatching")
            .and()
            .doNotHaveSimpleName("QueryEmbedding")
            .should()
            .haveSimpleNameNotEndingWith("ing");

    private static ArchCondition<JavaClass> stayClearOf(String... packages) {
        return ArchConditions.not(ArchConditions.dependOnClassesThat(resideInAnyPackage(packages)));
    }
}
