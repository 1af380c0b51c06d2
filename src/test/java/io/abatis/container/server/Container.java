package io.abatis.container.server;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Path;

/** A servlet container, on a free port of loopback, with at most one web application, which is at the root. For one thread. */
public interface Container {

    /** The application, which is not on this class's class path. */
    String APPLICATION = "io.abatis.container.app.Suite";

    /** The application's page for errors. */
    String ERROR_PAGE = "/error";

    /**
     * Starts the application, and the container before the first.
     *
     * @param app has the classes of the application and of the library
     * @param folder an empty folder, for the container and for files of the application
     * @return the port
     */
    int deploy(ClassLoader app, Path folder) throws Exception;

    /** Stops the application, and forgets its class loader. */
    void undeploy() throws Exception;

    /** Stops the container with all that is in it. */
    void stop() throws Exception;

    /** A new application of this class loader. */
    static ServletContainerInitializer application(ClassLoader app) throws ReflectiveOperationException {
        return Class.forName(APPLICATION, true, app)
                .asSubclass(ServletContainerInitializer.class)
                .getConstructor()
                .newInstance();
    }
}
