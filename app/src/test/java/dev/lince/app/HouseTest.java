package dev.lince.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms, as docs/architecture.md draws them. */
class HouseTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.lince");

  @Test
  void imageKnowsNobody() {
    noClasses()
        .that()
        .resideInAPackage("dev.lince.image..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.lince.embed..",
            "dev.lince.store..",
            "dev.lince.search..",
            "dev.lince.library..",
            "dev.lince.app..")
        .check(HOUSE);
  }

  @Test
  void storeKnowsImageTypesAndNoEmbedder() {
    noClasses()
        .that()
        .resideInAPackage("dev.lince.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.lince.embed..", "dev.lince.search..", "dev.lince.library..", "dev.lince.app..")
        .check(HOUSE);
  }

  @Test
  void embedKnowsImagesOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.lince.embed..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.lince.store..", "dev.lince.search..", "dev.lince.library..", "dev.lince.app..")
        .check(HOUSE);
  }

  @Test
  void searchAndLibraryDoNotKnowEachOtherNorTheProgram() {
    noClasses()
        .that()
        .resideInAPackage("dev.lince.search..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.lince.library..", "dev.lince.app..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("dev.lince.library..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.lince.search..", "dev.lince.app..")
        .check(HOUSE);
  }

  @Test
  void onlyTheAppKnowsSpringAnHttpServerOrTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lince.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "jakarta..",
            "org.apache.catalina..",
            "com.sun.net.httpserver..",
            "picocli..")
        .check(HOUSE);
  }

  @Test
  void springStaysInTheHttpRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lince.app.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta..", "org.apache.catalina..")
        .check(HOUSE);
  }

  @Test
  void metricsAndTracesStayInTheRoomThatIsSeenFromOutside() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lince.app.observe..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.prometheus..", "io.opentelemetry..")
        .check(HOUSE);
  }

  @Test
  void inTheLibraryOnlyTheClipModelIsFetchedByHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.lince.embed.clip..", "dev.lince.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(HOUSE);
  }

  @Test
  void noRoomsStandInACircle() {
    slices().matching("dev.lince.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void everyPackageSaysWhatItIsForAndThatNothingIsNullUnlessItSaysSo() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("dev.lince..")
        .should(beInANullMarkedPackage())
        .check(HOUSE);
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a @NullMarked package") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked =
            item.getPackage()
                .tryGetAnnotationOfType(org.jspecify.annotations.NullMarked.class)
                .isPresent();
        events.add(
            new SimpleConditionEvent(
                item, marked, item.getPackageName() + " has no @NullMarked package-info.java"));
      }
    };
  }
}
