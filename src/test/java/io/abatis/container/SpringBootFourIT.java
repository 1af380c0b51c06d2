package io.abatis.container;

/** The suite in this container. */
final class SpringBootFourIT extends ContainerSuite {

    SpringBootFourIT() {
        super(Kind.SPRING_BOOT_FOUR);
    }
}
