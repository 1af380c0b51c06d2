package io.abatis.traffic.site;

import java.util.List;

/**
 * A page as a browser loads it.
 *
 * @param path where it is
 * @param assets what it needs, the site's shared files first
 * @param broken what it asks for and the site does not have
 * @param calls what its scripts call
 */
record Page(String path, List<String> assets, List<String> broken, List<Endpoint> calls) {}
