package io.abatis.container.server;

import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** Tomcat, of whatever version is on the class path. */
public final class TomcatAlone implements Container {

    private final Tomcat tomcat = new Tomcat();
    private @Nullable StandardContext context;

    /** Made by its name. */
    public TomcatAlone() {}

    @Override
    public int deploy(ClassLoader app, Path folder) throws Exception {
        if (tomcat.getServer().getState() != org.apache.catalina.LifecycleState.STARTED) {
            tomcat.setBaseDir(folder.toString());
            tomcat.setPort(0);
            Connector connector = tomcat.getConnector();
            connector.setProperty("address", "127.0.0.1");
            connector.addUpgradeProtocol(new Http2Protocol());
            tomcat.start();
        }
        StandardContext fresh = new StandardContext();
        fresh.setName("");
        fresh.setPath("");
        fresh.setDocBase(folder.toString());
        fresh.setParentClassLoader(app);
        fresh.addLifecycleListener(new Tomcat.FixContextListener());
        Wrapper files = Tomcat.addServlet(fresh, "default", "org.apache.catalina.servlets.DefaultServlet");
        files.setLoadOnStartup(1);
        files.addMapping("/");
        ErrorPage errors = new ErrorPage();
        errors.setLocation(ERROR_PAGE);
        fresh.addErrorPage(errors);
        fresh.addServletContainerInitializer(new WsSci(), Set.of());
        fresh.addServletContainerInitializer(Container.application(app), Set.of());
        tomcat.getHost().addChild(fresh);
        context = fresh;
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void undeploy() throws Exception {
        StandardContext old = java.util.Objects.requireNonNull(context);
        context = null;
        tomcat.getHost().removeChild(old);
    }

    @Override
    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
