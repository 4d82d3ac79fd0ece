package dev.memoir;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.memoir.index.MemoryIndex;
import dev.memoir.ledger.Ledger;
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
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.memoir.(*)..").should().beFreeOfCycles();

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
    static final ArchRule adapters_do_not_know_each_other = slices().matching("dev.memoir.(*.*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAnyPackage(ADAPTERS), resideInAPackage("dev.memoir.index.flat"))
            .because("the flat index is the frame of several of them, not one itself");

    @ArchTest
    static final ArchRule the_engine_is_put_together_by_the_builder_alone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.memoir.engine")
            .and(not(belongToAnyOf(LongTermMemoryBuilder.class)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.memoir.engine");

    @ArchTest
    static final ArchRule recall_does_no_input_or_output = noClasses()
            .that()
            .resideInAnyPackage("dev.memoir.recall..", "dev.memoir.resolve..")
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
            .resideInAPackage("dev.memoir.resolve")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.memoir..")
                    .and(not(resideInAnyPackage("dev.memoir", "dev.memoir.extract", "dev.memoir.resolve"))));

    @ArchTest
    static final ArchRule tools_stand_on_the_public_api_and_the_block = noClasses()
            .that()
            .resideInAPackage("dev.memoir.tools")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.memoir..")
                    .and(not(resideInAnyPackage("dev.memoir", "dev.memoir.recall", "dev.memoir.tools"))));

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
