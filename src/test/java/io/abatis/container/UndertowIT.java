package io.abatis.container;

/** The suite in this container. */
final class UndertowIT extends ContainerSuite {

    UndertowIT() {
        super(Kind.UNDERTOW);
    }
}
