package io.abatis.container.server;

import java.nio.file.Path;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Spring Boot with the Tomcat inside it, of whatever version is on the class path. */
public final class SpringBoot implements Container {

    private static final String SITE = "io.abatis.container.app.BootSite";

    private @Nullable AutoCloseable site;

    /** Made by its name. */
    public SpringBoot() {}

    @Override
    public int deploy(ClassLoader app, Path folder) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(app); // where Spring looks for the application
        try {
            Object fresh = Class.forName(SITE, true, app).getConstructor().newInstance();
            site = (AutoCloseable) fresh;
            return ((IntSupplier) fresh).getAsInt();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void undeploy() throws Exception {
        java.util.Objects.requireNonNull(site).close();
        site = null;
    }

    @Override
    public void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }
}
