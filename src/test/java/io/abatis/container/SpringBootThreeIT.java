package io.abatis.container;

/** The suite in this container. */
final class SpringBootThreeIT extends ContainerSuite {

    SpringBootThreeIT() {
        super(Kind.SPRING_BOOT_THREE);
    }
}
