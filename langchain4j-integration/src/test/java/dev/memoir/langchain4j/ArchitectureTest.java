package dev.memoir.langchain4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The integration stands on core's public API and on the block of a prompt, and on no other part of it. */
@AnalyzeClasses(packages = "dev.memoir.langchain4j", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule core_is_used_by_its_public_api = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.memoir.engine..",
                    "dev.memoir.ledger..",
                    "dev.memoir.index..",
                    "dev.memoir.embed..",
                    "dev.memoir.extract..");
}
