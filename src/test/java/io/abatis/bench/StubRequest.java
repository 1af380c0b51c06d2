package io.abatis.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A request as cheap as can be, the same for every filter; made once and set anew for each call. Belongs to one thread. */
final class StubRequest extends HttpServletRequestWrapper {

    /** Behind the wrapper, where no filter looks: one that does fails at once, and is not measured by mistake. */
    private static final HttpServletRequest NOTHING = (HttpServletRequest) Proxy.newProxyInstance(
            StubRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.toString());
            });

    private static final int MOST_ATTRIBUTES = 8;

    private final String[] names = new String[MOST_ATTRIBUTES];
    private final @Nullable Object[] values = new Object[MOST_ATTRIBUTES];
    private int attributes;
    private String address = "";
    private String path = "";

    StubRequest() {
        super(NOTHING);
    }

    /** Makes a new request of it, without attributes. */
    StubRequest set(String from, String to) {
        address = from;
        path = to;
        if (attributes > 0) {
            Arrays.fill(values, 0, attributes, null);
            attributes = 0;
        }
        return this;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        for (int i = 0; i < attributes; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public void setAttribute(String name, Object value) {
        for (int i = 0; i < attributes; i++) {
            if (names[i].equals(name)) {
                values[i] = value;
                return;
            }
        }
        names[attributes] = name;
        values[attributes++] = value;
    }

    @Override
    public void removeAttribute(String name) {
        for (int i = 0; i < attributes; i++) {
            if (names[i].equals(name)) {
                values[i] = null;
            }
        }
    }

    @Override
    public String getRemoteAddr() {
        return address;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.emptyEnumeration();
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }
}
