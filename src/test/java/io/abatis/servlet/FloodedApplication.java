package io.abatis.servlet;

import io.abatis.config.AbatisConfig;
import io.abatis.gate.Gate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The real filter before an application, without a container: so cheap that millions of calls can be made. Not safe for threads. */
final class FloodedApplication {

    final SettableClock clock = new SettableClock();

    private final Map<String, Object> attributes = new HashMap<>();
    private final AbatisFilter filter;

    FloodedApplication(AbatisConfig config) throws ServletException {
        filter = new AbatisFilter(config, clock, () -> 1);
        filter.init(new FilterConfig() {
            @Override
            public String getFilterName() {
                return "abatis";
            }

            @Override
            public ServletContext getServletContext() {
                return context();
            }

            @Override
            public @Nullable String getInitParameter(String name) {
                return null;
            }

            @Override
            public Enumeration<String> getInitParameterNames() {
                return Collections.emptyEnumeration();
            }
        });
    }

    private ServletContext context() {
        return (ServletContext) Proxy.newProxyInstance(
                FloodedApplication.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    default -> null;
                });
    }

    Gate gate() {
        return (Gate) Objects.requireNonNull(attributes.get(AbatisFilter.GATE_ATTRIBUTE));
    }

    /**
     * A GET behind a proxy on loopback.
     *
     * @param client what the proxy says whom it is for
     * @param answer how the application answers if it is reached
     * @return how the client is answered
     */
    int get(String client, String path, int answer) throws IOException, ServletException {
        Response response = new Response();
        filter.doFilter(
                new Request(client, path),
                response,
                (request, reply) -> ((HttpServletResponse) reply).setStatus(answer));
        return response.status;
    }

    /** Behind the wrappers, where nobody should look. */
    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.toString());
        }));
    }

    private static final class Request extends HttpServletRequestWrapper {

        private static final HttpServletRequest NOTHING = nothing(HttpServletRequest.class);

        private final Map<String, Object> attributes = new HashMap<>(4);
        private final String client;
        private final String path;

        Request(String client, String path) {
            super(NOTHING);
            this.client = client;
            this.path = path;
        }

        @Override
        public String getRemoteAddr() {
            return "127.0.0.1";
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equals("X-Forwarded-For") ? client : null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equals("X-Forwarded-For")
                    ? Collections.enumeration(List.of(client))
                    : Collections.emptyEnumeration();
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
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public boolean isAsyncStarted() {
            return false;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            attributes.remove(name);
        }
    }

    private static final class Response extends HttpServletResponseWrapper {

        private static final HttpServletResponse NOTHING = nothing(HttpServletResponse.class);

        private int status = 200;

        Response() {
            super(NOTHING);
        }

        @Override
        public void setStatus(int code) {
            status = code;
        }

        @Override
        public int getStatus() {
            return status;
        }

        @Override
        public boolean isCommitted() {
            return false;
        }

        @Override
        public void setHeader(String name, String value) {}

        @Override
        public void setContentType(String type) {}

        @Override
        public void setContentLength(int length) {}

        @Override
        public ServletOutputStream getOutputStream() {
            return Sink.SINK;
        }
    }

    private static final class Sink extends ServletOutputStream {

        static final Sink SINK = new Sink();

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int from, int length) {}
    }
}
