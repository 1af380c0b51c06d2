package io.abatis.servlet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real nginx or HAProxy on loopback, with a configuration as printed in a page but for addresses and ports. */
final class ProxyProcess implements AutoCloseable {

    static final Path NGINX = Path.of("/usr/sbin/nginx");
    static final Path HAPROXY = Path.of("/usr/sbin/haproxy");

    /** What stands around a server in nginx; nothing is written outside the folder. */
    private static final String NGINX_FRAME = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
            %s
            }
            """;

    private static final String HAPROXY_FRAME = """
            defaults
                timeout connect 10s
                timeout client 10s
                timeout server 10s
            %s
            """;

    private final Process process;
    private final Path output;
    final int port;

    private ProxyProcess(int port, Path output, List<String> command) throws IOException {
        this.port = port;
        this.output = output;
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        TestSite.await(command.get(0) + " listens", this::listens);
    }

    /** @param server one or more servers, listening on port 80 */
    static ProxyProcess nginx(Path folder, String server) throws IOException {
        Path own = Files.createTempDirectory(folder, "nginx");
        int port = freePort();
        String listening = server.replace("listen 80;", "listen 127.0.0.1:" + port + ";");
        Path config = Files.writeString(own.resolve("nginx.conf"), NGINX_FRAME.formatted(listening));
        return new ProxyProcess(
                port,
                own.resolve("output"),
                List.of(NGINX.toString(), "-e", "error.log", "-p", own.toString(), "-c", config.toString()));
    }

    /** @param sections frontends and backends, listening on port 80 */
    static ProxyProcess haproxy(Path folder, String sections) throws IOException {
        Path own = Files.createTempDirectory(folder, "haproxy");
        int port = freePort();
        String listening = sections.replace("bind :80\n", "bind 127.0.0.1:" + port + "\n");
        Path config = Files.writeString(own.resolve("haproxy.cfg"), HAPROXY_FRAME.formatted(listening));
        return new ProxyProcess(
                port, own.resolve("output"), List.of(HAPROXY.toString(), "-db", "-f", config.toString()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            if (!process.isAlive()) {
                throw new AssertionError("the proxy did not start: " + said(), e);
            }
            return false;
        }
    }

    private String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
