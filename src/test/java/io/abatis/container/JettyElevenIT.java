package io.abatis.container;

/** The suite in this container. */
final class JettyElevenIT extends ContainerSuite {

    JettyElevenIT() {
        super(Kind.JETTY_ELEVEN);
    }
}
