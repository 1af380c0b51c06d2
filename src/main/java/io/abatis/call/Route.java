package io.abatis.call;

/**
 * Where a call goes.
 *
 * @param name method and route, for example {@code GET /api/users/{number}}: printable ASCII, at most 208 characters
 * @param zone the longest configured prefix that the path falls under, for example {@code /static}; empty if none
 */
public record Route(String name, String zone) {}
