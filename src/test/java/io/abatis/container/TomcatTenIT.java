package io.abatis.container;

/** The suite in this container. */
final class TomcatTenIT extends ContainerSuite {

    TomcatTenIT() {
        super(Kind.TOMCAT_TEN);
    }
}
