package io.abatis.load;

/**
 * What one call asks for.
 *
 * @param method the HTTP method, in upper case
 * @param path the path and, after a question mark, the query; begins with a slash
 * @param body the form that is sent along, empty for none
 */
record Request(String method, String path, String body) {

    static Request get(String path) {
        return new Request("GET", path, "");
    }
}
