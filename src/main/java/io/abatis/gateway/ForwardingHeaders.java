package io.abatis.gateway;

import io.abatis.client.ClientResolver;
import io.abatis.client.ForwardedHeader;
import io.abatis.client.Ip;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Tells the upstream server whom a call comes from, and how: {@code X-Forwarded-For}, {@code -Proto}, {@code -Host}, and {@code Forwarded} (RFC 7239).
 *
 * <p>What the peer of the connection sent of the kind is dropped, unless the peer is a trusted proxy. Even that is believed in the one header alone that
 * proxies are configured to write: the other one it hands on as any client wrote it.
 */
final class ForwardingHeaders {

    private static final String FOR = ForwardedHeader.X_FORWARDED_FOR.fieldName();
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String FORWARDED = ForwardedHeader.FORWARDED.fieldName();

    private ForwardingHeaders() {}

    /**
     * Replaces all of them.
     *
     * @param headers the request's, on their way to the upstream server
     * @param request the client's
     * @param resolver who is trusted
     */
    static void put(HttpFields.Mutable headers, HttpServletRequest request, ClientResolver resolver) {
        List.copyOf(headers.getFieldNamesCollection()).stream()
                .filter(ForwardingHeaders::tells)
                .forEach(headers::remove);
        String peer = address(request.getRemoteAddr());
        Ip ip = Ip.parse(peer);
        boolean trusted = ip != null && resolver.trusted().contains(ip);
        ForwardedHeader believed = resolver.header();
        boolean trustedFor = trusted && believed == ForwardedHeader.X_FORWARDED_FOR;
        boolean trustedForwarded = trusted && believed == ForwardedHeader.FORWARDED;
        String host = request.getHeader("Host");
        String proto = request.getScheme();
        headers.put(FOR, appended(trustedFor, request, FOR, peer));
        headers.put(PROTO, kept(trustedFor, request, PROTO, proto));
        String hosts = kept(trustedFor, request, HOST, host);
        if (hosts != null) {
            headers.put(HOST, hosts);
        }
        headers.put(FORWARDED, appended(trustedForwarded, request, FORWARDED, element(peer, proto, host)));
    }

    private static boolean tells(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("x-forwarded-") || lower.equals("forwarded") || lower.equals("x-real-ip");
    }

    /** Some containers write IPv6 addresses in brackets. */
    private static String address(String remote) {
        return remote.startsWith("[") && remote.endsWith("]") ? remote.substring(1, remote.length() - 1) : remote;
    }

    private static String appended(boolean trusted, HttpServletRequest request, String name, String own) {
        List<String> lines = trusted ? Collections.list(request.getHeaders(name)) : List.of();
        StringJoiner all = new StringJoiner(", ");
        lines.stream().filter(line -> !line.isBlank()).forEach(all::add);
        return all.add(own).toString();
    }

    private static @Nullable String kept(
            boolean trusted, HttpServletRequest request, String name, @Nullable String own) {
        String sent = trusted ? request.getHeader(name) : null;
        return sent == null || sent.isBlank() ? own : sent;
    }

    private static String element(String peer, String proto, @Nullable String host) {
        String node = peer.indexOf(':') < 0 ? peer : "\"[" + peer + "]\"";
        String quoted = host == null ? "" : ";host=" + HttpField.PARAMETER_TOKENIZER.quote(host);
        return "for=" + node + quoted + ";proto=" + proto;
    }
}
