package io.abatis.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The main class of an application that has dropped the library in: starts, is attacked, says what happened, and ends. It runs in a process of its own,
 * where only the library and its needs are on the class path, hence uses nothing of the tests but {@link Wire}.
 */
public final class PlainApplication {

    private static final String[] ABSENT = {
        "weka.core.Instances",
        "picocli.CommandLine",
        "ch.qos.logback.classic.Logger",
        "org.HdrHistogram.Histogram",
        "com.fasterxml.jackson.databind.ObjectMapper",
        "org.owasp.encoder.Encode",
        "org.springframework.core.Ordered",
        "io.abatis.training.Trainer",
        "io.abatis.cli.Main",
        "io.abatis.demo.DemoServer",
        "io.abatis.load.LoadTester",
        "no.uib.cipr.matrix.Matrix"
    };

    private PlainApplication() {}

    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().print("hello");
        }
    }

    /** Run by the test, with {@code abatis.config} set. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        for (String name : ABSENT) {
            System.out.println(name + (isPresent(name) ? " present" : " absent"));
        }
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler context = new ServletContextHandler();
        FilterHolder filter = new FilterHolder(new AbatisFilter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Hello()), "/*");
        server.setHandler(context);
        server.start();
        try {
            int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            Wire wire = new Wire(InetAddress.getLoopbackAddress(), port);
            System.out.println("attacker " + last(wire, "/api/rarely", "198.51.100.7"));
            System.out.println("benign " + last(wire, "/api/often1", "198.51.100.8"));
        } finally {
            server.stop();
        }
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, PlainApplication.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The status of the last of many calls. */
    private static int last(Wire wire, String target, String client) throws IOException {
        int status = 0;
        for (int call = 0; call < 40; call++) {
            status = wire.get(target, Wire.from(client)).status();
        }
        return status;
    }
}
