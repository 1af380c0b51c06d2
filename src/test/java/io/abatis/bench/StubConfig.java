package io.abatis.bench;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a container tells a filter when it begins. Its context keeps attributes and does nothing else. */
final class StubConfig implements FilterConfig {

    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final Map<String, String> parameters;
    private final ServletContext context = (ServletContext) Proxy.newProxyInstance(
            StubConfig.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> answer(method.getName(), arguments));

    StubConfig(Map<String, String> parameters) {
        this.parameters = Map.copyOf(parameters);
    }

    private @Nullable Object answer(String method, @Nullable Object[] arguments) {
        return switch (method) {
            case "setAttribute" -> attributes.put(String.valueOf(arguments[0]), Objects.requireNonNull(arguments[1]));
            case "getAttribute" -> attributes.get(String.valueOf(arguments[0]));
            case "removeAttribute" -> attributes.remove(String.valueOf(arguments[0]));
            default -> null;
        };
    }

    @Override
    public String getFilterName() {
        return "bench";
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return parameters.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }
}
