package io.abatis.container;

/** The suite in this container. */
final class JettyTenIT extends ContainerSuite {

    JettyTenIT() {
        super(Kind.JETTY_TEN);
    }
}
