package io.abatis.gateway;

import io.abatis.client.ClientResolver;
import io.abatis.config.AbatisConfig;
import io.abatis.servlet.AbatisFilter;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.ee11.proxy.AsyncProxyServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Hands every call on to one upstream server, with its target and its headers as they came, but for those that are one connection's own. Jetty's proxy
 * servlet streams the request; the answer streams through {@link Relay}.
 *
 * <p>{@code Expect: 100-continue} is answered here and not handed on: an upstream server that never says 100 would have both sides wait for each other.
 */
final class UpstreamServlet extends AsyncProxyServlet {

    private static final long serialVersionUID = 1L;

    /** What a client's connection failed with, in one of its request's attributes. */
    static final String BROKEN_CLIENT = UpstreamServlet.class.getName() + ".broken";

    private static final String REPEATED = UpstreamServlet.class.getName() + ".repeated";

    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");

    private static final String ALLOWED = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    /** Named in Connection, these would change what the request is. */
    private static final Set<String> NEVER_HOP_BY_HOP = Set.of("host", "content-length", "cache-control");

    private final transient GatewayPlan plan;
    private final transient URI server;
    private final transient SslContextFactory.Client tls;
    private final transient Troubles troubles;

    UpstreamServlet(GatewayPlan plan, SslContextFactory.Client tls) {
        this.plan = plan;
        this.server = URI.create(plan.upstream().toString());
        this.tls = tls;
        this.troubles = new Troubles(plan);
    }

    @Override
    public void init() throws ServletException {
        if (getServletContext().getAttribute(AbatisFilter.GATE_ATTRIBUTE) == null) {
            // Jetty starts servlets even if a filter could not be, and would leave the client's threads behind.
            throw new UnavailableException("there is no gate");
        }
        super.init();
    }

    @Override
    public void destroy() {
        if (getHttpClient() != null) {
            super.destroy();
        }
    }

    @Override
    protected ClientConnector newClientConnector() {
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        connector.setConnectTimeout(plan.limits().connect());
        return connector;
    }

    @Override
    protected HttpClient newHttpClient(ClientConnector connector) {
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
        transport.setHeaderCacheCaseSensitive(true); // else well-known values come out as Jetty writes them
        return new HttpClient(transport);
    }

    @Override
    protected HttpClient createHttpClient() throws ServletException {
        HttpClient client = super.createHttpClient();
        // Nothing is added that the client has not sent.
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setMaxRequestsQueuedPerDestination(plan.limits().connections());
        // Hints are no answers, and are not handed on.
        client.getProtocolHandlers().put(new ProcessingProtocolHandler());
        client.getProtocolHandlers().put(new EarlyHintsProtocolHandler());
        return client;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String method = request.getMethod();
        String upgrade = request.getHeader(HttpHeader.UPGRADE.asString());
        if (HttpMethod.TRACE.is(method) || HttpMethod.CONNECT.is(method)) {
            response.setHeader(HttpHeader.ALLOW.asString(), ALLOWED);
            refuse(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket")) {
            refuse(request, response, HttpServletResponse.SC_NOT_IMPLEMENTED);
        } else {
            super.service(request, response);
        }
    }

    /** The target exactly as it came; null refuses one with dot segments, which Abatis and the upstream server might read differently. */
    @Override
    protected @Nullable String rewriteTarget(HttpServletRequest request) {
        String target = ServletContextRequest.getServletContextRequest(request)
                .getHttpURI()
                .getPathQuery();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        boolean dots = Arrays.stream(path.split("/", -1))
                .map(segment -> segment.replaceFirst(";.*", ""))
                .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
        return dots ? null : target;
    }

    @Override
    protected void onProxyRewriteFailed(HttpServletRequest request, HttpServletResponse response) {
        refuse(request, response, HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    protected Request newProxyRequest(HttpServletRequest request, String target) {
        return new ExactRequest(getHttpClient(), server, request.getMethod(), target)
                .attribute(CLIENT_REQUEST_ATTRIBUTE, request);
    }

    @Override
    protected boolean expects100Continue(HttpServletRequest request) {
        return false;
    }

    @Override
    protected void copyRequestHeaders(HttpServletRequest request, Request proxyRequest) {
        super.copyRequestHeaders(request, proxyRequest);
        proxyRequest.headers(headers -> headers.remove(HttpHeader.EXPECT));
    }

    @Override
    protected @Nullable Set<String> findConnectionHeaders(HttpServletRequest request) {
        Set<String> named = super.findConnectionHeaders(request);
        if (named != null) {
            named.removeAll(NEVER_HOP_BY_HOP);
        }
        return named;
    }

    @Override
    protected void addProxyHeaders(HttpServletRequest request, Request proxyRequest) {
        addViaHeader(proxyRequest);
        proxyRequest.headers(headers -> ForwardingHeaders.put(headers, request, resolver()));
    }

    private ClientResolver resolver() {
        return getServletContext().getAttribute(AbatisFilter.CONFIG_ATTRIBUTE) instanceof AbatisConfig config
                ? config.resolver()
                : ClientResolver.SOCKETS;
    }

    @Override
    protected ReadListener newReadListener(
            HttpServletRequest request,
            HttpServletResponse response,
            Request proxyRequest,
            AsyncRequestContent content) {
        return new StreamReader(request, response, proxyRequest, content) {
            @Override
            public void onError(Throwable failure) {
                request.setAttribute(BROKEN_CLIENT, failure);
                super.onError(failure);
            }
        };
    }

    @Override
    protected void sendProxyRequest(HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
        Deadline.until(proxyRequest, plan.limits().connect(), getHttpClient().getScheduler());
        proxyRequest.send(new Relay(this, request, response));
    }

    /** Whether a call may be sent once more: if it changes nothing, carries nothing, and has met a connection that was about to be closed. */
    boolean mayRepeat(HttpServletRequest request, Throwable failure) {
        boolean dropped = failure instanceof EOFException
                || failure instanceof ClosedChannelException
                || (failure instanceof SocketException && !(failure instanceof ConnectException));
        if (!dropped
                || hasContent(request)
                || !REPEATABLE.contains(request.getMethod())
                || request.getAttribute(REPEATED) != null) {
            return false;
        }
        request.setAttribute(REPEATED, true);
        return true;
    }

    /** Once more, for a call that may be repeated and that the upstream server has let fall unanswered with a connection it was about to close. */
    void sendAgain(HttpServletRequest request, HttpServletResponse response) {
        Request again = newProxyRequest(request, String.valueOf(rewriteTarget(request)));
        copyRequestHeaders(request, again);
        addProxyHeaders(request, again);
        sendProxyRequest(request, response, again);
    }

    /** The upstream server's headers, without those of its connection. */
    void copyHeaders(HttpServletRequest request, HttpServletResponse response, Response answer) {
        HttpFields headers = answer.getHeaders();
        Set<String> named = headers.getCSV(HttpHeader.CONNECTION, false).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !NEVER_HOP_BY_HOP.contains(name))
                .collect(Collectors.toSet());
        headers.forEach(field -> {
            String name = field.getLowerCaseName();
            if (HOP_HEADERS.contains(name) || named.contains(name)) {
                return;
            }
            if (field.getHeader() == HttpHeader.CONTENT_TYPE) {
                // Not through the servlet's response, which writes it anew.
                ServletContextRequest.getServletContextRequest(request)
                        .getServletContextResponse()
                        .getWrapped()
                        .getHeaders()
                        .add(field);
            } else {
                response.addHeader(field.getName(), field.getValue());
            }
        });
    }

    /** Ends a call that got no whole answer: with an error, or by cutting the connection if a part of the answer is on its way. */
    void fail(HttpServletRequest request, HttpServletResponse response, Throwable failure) {
        int status = troubles.status(failure, (Throwable) request.getAttribute(BROKEN_CLIENT));
        if (response.isCommitted()) {
            cut(response);
        } else {
            response.reset();
            refuse(request, response, status);
        }
        if (request.isAsyncStarted()) {
            request.getAsyncContext().complete();
        }
    }

    private static void cut(HttpServletResponse response) {
        try {
            response.sendError(-1); // Jetty's way to end a connection so that no client takes what it got for the whole
        } catch (IOException | IllegalStateException e) {
            // It is gone already.
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status) {
        Problem problem = Problem.of(status, request.getHeader(HttpHeader.ACCEPT.asString()));
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(problem.type());
        try {
            // Without a length, because a last write would block, and this may be a thread that must not.
            response.getOutputStream().write(problem.body());
        } catch (IOException | IllegalStateException e) {
            cut(response);
        }
    }
}
