package io.abatis.container.server;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.util.Protocols;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Undertow with its servlets and its WebSocket endpoints. */
public final class UndertowAlone implements Container {

    private static final int THREADS = 16;

    private volatile HttpHandler handler = ResponseCodeHandler.HANDLE_404;
    private final HttpHandler upgrade = new Http2UpgradeHandler(exchange -> handler.handleRequest(exchange));
    private @Nullable DeploymentManager deployment;
    private @Nullable Undertow server;

    /** Made by its name. */
    public UndertowAlone() {}

    @Override
    public int deploy(ClassLoader app, Path folder) throws Exception {
        ServletContainerInitializer application = Container.application(app);
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(app)
                .setContextPath("/")
                .setDeploymentName("suite")
                .setTempDir(folder)
                .setEagerFilterInit(true)
                .addErrorPage(Servlets.errorPage(ERROR_PAGE))
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, new WebSocketDeploymentInfo())
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        application.getClass(), new ImmediateInstanceFactory<>(application), Set.of()));
        DeploymentManager fresh = Servlets.defaultContainer().addDeployment(info);
        fresh.deploy();
        handler = fresh.start();
        deployment = fresh;
        return port();
    }

    private int port() {
        if (server == null) {
            server = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setWorkerThreads(THREADS)
                    .setIoThreads(2)
                    .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                    .setHandler(this::handle)
                    .build();
            server.start();
        }
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** A request that has been upgraded comes by once more, and must not be upgraded again. */
    private void handle(HttpServerExchange exchange) throws Exception {
        (exchange.getProtocol().equals(Protocols.HTTP_2_0) ? handler : upgrade).handleRequest(exchange);
    }

    @Override
    public void undeploy() throws Exception {
        DeploymentManager old = java.util.Objects.requireNonNull(deployment);
        deployment = null;
        handler = ResponseCodeHandler.HANDLE_404;
        DeploymentInfo info = old.getDeployment().getDeploymentInfo();
        old.stop();
        old.undeploy();
        Servlets.defaultContainer().removeDeployment(info);
    }

    @Override
    public void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }
}
