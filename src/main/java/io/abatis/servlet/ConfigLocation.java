package io.abatis.servlet;

import io.abatis.config.AbatisConfig;
import io.abatis.config.ConfigException;
import io.abatis.config.ConfigReader;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a filter's configuration stands: a file, a resource, or neither for the defaults.
 */
record ConfigLocation(@Nullable Path file, @Nullable URL resource) {

    private static final String ON_CLASS_PATH = "abatis.conf";

    /**
     * Looks in all places in their order.
     *
     * @throws IOException if a place was named and there is nothing
     */
    static ConfigLocation find(FilterConfig filter) throws IOException {
        String param = filter.getInitParameter(AbatisFilter.CONFIG_PARAM);
        if (param != null) {
            return named(param, filter.getServletContext());
        }
        String property = System.getProperty(AbatisFilter.CONFIG_PROPERTY);
        if (property != null) {
            return named(property, filter.getServletContext());
        }
        return new ConfigLocation(null, loader(filter.getServletContext()).getResource(ON_CLASS_PATH));
    }

    /** The application's; an embedded container may have none. */
    private static ClassLoader loader(ServletContext context) {
        ClassLoader own = context.getClassLoader();
        ClassLoader threads = Thread.currentThread().getContextClassLoader();
        return own != null ? own : threads != null ? threads : ClassLoader.getSystemClassLoader();
    }

    private static ConfigLocation named(String place, ServletContext context) throws IOException {
        if (place.startsWith("/WEB-INF/")) {
            URL resource = context.getResource(place);
            if (resource == null) {
                throw new IOException("the web application has no " + place);
            }
            return new ConfigLocation(null, resource);
        }
        try {
            return new ConfigLocation(Path.of(place), null);
        } catch (InvalidPathException e) {
            throw new IOException("'" + place + "' is no path of a configuration", e);
        }
    }

    AbatisConfig read(Map<String, String> environment) throws ConfigException {
        if (file != null) {
            return ConfigReader.read(file, environment);
        }
        return resource == null ? ConfigReader.read(environment) : ConfigReader.read(resource, environment);
    }
}
