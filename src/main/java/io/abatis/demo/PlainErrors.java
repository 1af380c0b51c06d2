package io.abatis.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what never reached the web application, such as a malformed request line: status and its name, no more. */
final class PlainErrors extends ErrorHandler {

    private static final HttpField TEXT = new HttpField(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        SecurityHeaders.VALUES.forEach(headers::put);
        headers.put(TEXT);
        response.write(true, words(status), callback);
    }

    private static ByteBuffer words(int status) {
        return ByteBuffer.wrap(
                (status + " " + HttpStatus.getMessage(status) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
