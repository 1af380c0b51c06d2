package io.abatis.gateway;

import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/** A request whose method and target go out byte for byte, also where it is no URI: browsers leave {@code |} and braces in queries, people half of an escape. */
final class ExactRequest extends HttpRequest {

    private final String method;
    private final String path;
    private final @Nullable String query;

    /**
     * A request to this server.
     *
     * @param server without a path
     * @param method in any case
     * @param target a path, and a query if there is a question mark
     */
    ExactRequest(HttpClient client, URI server, String method, String target) {
        super(client, new HttpConversation(), server);
        this.method = method;
        int mark = target.indexOf('?');
        path = mark < 0 ? target : target.substring(0, mark);
        query = mark < 0 ? null : target.substring(mark + 1);
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public @Nullable String getQuery() {
        return query;
    }
}
