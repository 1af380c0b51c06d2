package io.abatis.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A web application on a Tomcat of its own, on loopback, with a filter in front of it. */
final class TomcatSite implements AutoCloseable {

    private static final Logger QUIET = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    /** @param folder Tomcat's own files */
    TomcatSite(Path folder) {
        QUIET.setLevel(Level.SEVERE);
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        context = tomcat.addContext("", folder.toString());
    }

    /** Takes what Tomcat refuses by default, as far as it can be told to. */
    TomcatSite lenient() {
        tomcat.getConnector().setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
        tomcat.getConnector().setProperty("relaxedQueryChars", "\"<>[\\]^`{|}");
        tomcat.getConnector().setProperty("encodedSolidusHandling", "decode");
        tomcat.getConnector().setProperty("encodedReverseSolidusHandling", "decode");
        tomcat.getConnector().setProperty("allowBackslash", "true");
        tomcat.getConnector().setProperty("rejectIllegalHeader", "false");
        return this;
    }

    TomcatSite guarded(Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("abatis");
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("abatis");
        map.addURLPattern("/*");
        context.addFilterMap(map);
        return this;
    }

    TomcatSite serving(String name, HttpServlet servlet, String... patterns) {
        Tomcat.addServlet(context, name, servlet);
        for (String pattern : patterns) {
            context.addServletMapping(pattern, name);
        }
        return this;
    }

    TomcatSite start() throws LifecycleException {
        tomcat.start();
        return this;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new AssertionError("the site did not stop", e);
        }
    }
}
