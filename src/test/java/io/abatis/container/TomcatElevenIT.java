package io.abatis.container;

/** The suite in this container. */
final class TomcatElevenIT extends ContainerSuite {

    TomcatElevenIT() {
        super(Kind.TOMCAT_ELEVEN);
    }
}
