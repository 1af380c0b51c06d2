package io.abatis.container.app;

import java.util.Map;
import java.util.function.IntSupplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The application as one of Spring Boot's: the filter comes by the library's auto-configuration. */
public final class BootSite implements IntSupplier, AutoCloseable {

    private final ConfigurableApplicationContext context;

    /** Starts it on a free port of loopback. */
    public BootSite() {
        SpringApplication application = new SpringApplication(Beans.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "server.http2.enabled", "true",
                "spring.main.banner-mode", "off",
                "logging.level.root", "warn"));
        application.setRegisterShutdownHook(false);
        context = application.run();
    }

    @Override
    public int getAsInt() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** The application's own. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    public static class Beans {

        /** Made by Spring. */
        public Beans() {}

        /** What the other containers get from the suite's initializer. */
        @Bean
        public ServletContextInitializer suite() {
            return servlets -> {
                new org.apache.tomcat.websocket.server.WsSci().onStartup(null, servlets);
                Suite.serve(servlets);
            };
        }

        /** Before the library's. */
        @Bean
        public FilterRegistrationBean<Outside> outside() {
            FilterRegistrationBean<Outside> bean = new FilterRegistrationBean<>(new Outside());
            bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return bean;
        }
    }
}
