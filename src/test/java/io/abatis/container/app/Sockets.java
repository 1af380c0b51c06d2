package io.abatis.container.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;

/** Adds the WebSocket endpoint where the container has the standard API for that. */
final class Sockets implements ServletContextListener {

    private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Object container = event.getServletContext().getAttribute(CONTAINER);
        if (container != null) {
            Standard.add(container);
        }
    }

    /** Not loaded where that API is absent. */
    private static final class Standard {
        static void add(Object container) {
            try {
                ((ServerContainer) container).addEndpoint(Echo.class);
            } catch (DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Says what it hears. */
    @ServerEndpoint("/app/socket")
    public static final class Echo {

        /** Made by the container. */
        public Echo() {}

        /** The answer to a message. */
        @OnMessage
        public String echo(String message) {
            return "echo " + message;
        }
    }
}
