package dev.kintsugi.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which room of the house may know which: the arrows of the design point inward. */
class ArrowsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.kintsugi");

    @Test
    void the_core_knows_the_jdk_jackson_and_small_pure_libraries_only() {
        classes()
                .that()
                .resideInAPackage("dev.kintsugi.core..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.kintsugi.core..",
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..",
                        "org.snakeyaml.engine.."))
                .check(HOUSE);
    }

    @Test
    void the_core_opens_no_connection_and_no_database() {
        noClasses()
                .that()
                .resideInAPackage("dev.kintsugi.core..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..", "java.sql.."))
                .check(HOUSE);
    }

    @Test
    void the_engine_knows_nothing_of_kintsugi() {
        classes()
                .that()
                .resideInAPackage("dev.kintsugi.engine..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.kintsugi.engine..",
                        "java..",
                        "com.sun.net.httpserver..",
                        "com.fasterxml.jackson..",
                        "com.dashjoin.jsonata..",
                        "org.jspecify.."))
                .check(HOUSE);
    }

    @Test
    void no_room_of_the_core_stands_in_a_circle_with_another() {
        slices().matching("dev.kintsugi.core.(*)..").should().beFreeOfCycles().check(HOUSE);
    }
}
