package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that must begin with a PROXY header, over raw sockets. */
final class ProxyProtocolTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private final AtomicInteger served = new AtomicInteger();
    private final Loopback server = new Loopback("test", 0, "--port");

    @BeforeEach
    void start() throws IOException {
        server.requireProxyProtocol();
        server.serve(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                served.incrementAndGet();
                Content.Sink.write(response, true, "peer=" + Request.getRemoteAddr(request), callback);
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String send(byte[]... parts) throws IOException {
        return send(server.port(), parts);
    }

    private static String send(int port, byte[]... parts) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
                socket.getOutputStream().flush();
            }
            return read(socket);
        } catch (SocketException e) {
            return ""; // closed with something unread
        }
    }

    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(all);
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A header of version 2 with addresses and ports given in hex. */
    private static byte[] v2(String commandAndFamily, String hex) {
        byte[] rest = HexFormat.of().parseHex(hex);
        byte[] start = HexFormat.of().parseHex(SIGNATURE + commandAndFamily);
        return ByteBuffer.allocate(start.length + 2 + rest.length)
                .put(start)
                .putShort((short) rest.length)
                .put(rest)
                .array();
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 198.51.100.7 192.0.2.1 4711 80, 198.51.100.7",
        "PROXY TCP6 2001:db8::7 2001:db8::1 4711 80, [2001:db8:0:0:0:0:0:7]",
        "PROXY UNKNOWN, 127.0.0.1",
        "PROXY UNKNOWN 198.51.100.7 192.0.2.1 4711 80, 127.0.0.1",
    })
    void version1_anyFamily_namesThePeer(String line, String peer) throws IOException {
        assertThat(send(ascii(line + "\r\n" + GET))).contains("HTTP/1.1 200", "peer=" + peer);
        assertThat(send(ascii(line), ascii("\r\n"), ascii(GET))).contains("HTTP/1.1 200", "peer=" + peer);
    }

    @ParameterizedTest
    @CsvSource({
        "2111, c6336407c00002011267 0050, 198.51.100.7",
        "2121, 20010db800000000000000000000000720010db8000000000000000000000001 1267 0050, [2001:db8:0:0:0:0:0:7]",
        "2111, c6336407c00002011267 0050 04000155, 198.51.100.7",
        "2000, '', 127.0.0.1",
        "2011, c6336407c00002011267 0050, 127.0.0.1",
    })
    void version2_anyFamily_namesThePeer(String start, String addresses, String peer) throws IOException {
        byte[] header = v2(start, addresses.replace(" ", ""));
        assertThat(send(header, ascii(GET))).contains("HTTP/1.1 200", "peer=" + peer);
    }

    @Test
    void header_missing_closesAndServesNothing() throws IOException {
        for (String text : List.of(
                GET,
                "X-Forwarded-For: 198.51.100.7\r\n" + GET,
                "GET / HTTP/1.0\r\n\r\n",
                "\r\n" + GET,
                "\r\n\r\n" + GET,
                " PROXY TCP4 198.51.100.7 192.0.2.1 4711 80\r\n" + GET,
                "proxy TCP4 198.51.100.7 192.0.2.1 4711 80\r\n" + GET)) {
            assertThat(send(ascii(text))).as(text).doesNotContain("200", "peer=");
        }
        assertThat(served).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY\r\n",
                "PROXY \r\n",
                "PROXY TCP4\r\n",
                "PROXY TCP4 198.51.100.7\r\n",
                "PROXY TCP4 198.51.100.7 192.0.2.1 4711\r\n",
                "PROXY TCP4 198.51.100.7 192.0.2.1 http 80\r\n",
                "PROXY TCP4 198.51.100.7 192.0.2.1 65536 80\r\n",
                "PROXY TCP4 198.51.100.7 192.0.2.1 4711 80\n",
                "PROXY TCP4 198.51.100.7 192.0.2.1 4711 80\rx\n",
                "PROXYTCP4 198.51.100.7 192.0.2.1 4711 80\r\n",
                "PROXY TCP4 198.51.100.7 192.0.2.1 4711 80 "
                        + "0000000000000000000000000000000000000000000000000000000000000000000000000000\r\n",
            })
    void version1_malformed_closesAndServesNothing(String line) throws IOException {
        assertThat(send(ascii(line + GET))).doesNotContain("200", "peer=");
        assertThat(served).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "3111, c6336407c000020112670050",
        "1111, c6336407c000020112670050",
        "2112, c6336407c000020112670050",
        "2141, c6336407c000020112670050",
        "2101, c6336407c000020112670050",
        "2111, c633",
        "2121, c6336407c000020112670050",
    })
    void version2_malformed_closesAndServesNothing(String start, String addresses) throws IOException {
        assertThat(send(v2(start, addresses), ascii(GET))).doesNotContain("200", "peer=");
        assertThat(served).hasValue(0);
    }

    @Test
    void demo_behindProxyProtocol_refusesTheClientOfTheHeaderAlone() throws IOException {
        String attack =
                "GET /api/rarely HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.5\r\nConnection: close\r\n\r\n";
        byte[] attacker = ascii("PROXY TCP4 198.51.100.7 192.0.2.1 4711 80\r\n");
        byte[] other = v2("2111", "c633640ac000020112670050");
        try (DemoServer demo = new DemoServer(0).behindProxyProtocol().start()) {
            String answer = "";
            for (int call = 0; call < 40 && !answer.startsWith("HTTP/1.1 403"); call++) {
                answer = send(demo.port(), attacker, ascii(attack));
            }
            assertThat(answer).startsWith("HTTP/1.1 403");
            assertThat(send(demo.port(), other, ascii(attack))).startsWith("HTTP/1.1 200");
            assertThat(send(demo.port(), ascii(GET))).isEmpty();
        }
    }
}
