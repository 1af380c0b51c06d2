package io.abatis.traffic.site;

import io.abatis.call.RawTarget;
import io.abatis.call.RouteNames;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that a site has. Filled by {@link Architect}, unchanged from then on. The lists are in order of popularity. */
final class Catalogue {

    final List<Page> pages;
    final List<Endpoint> endpoints;
    final List<String> files;
    final List<String> feeds;
    /** Routes for those who keep the site: pages and what they write to, as endpoints. */
    final List<Endpoint> desk;
    /** Where forms are sent. */
    final List<String> forms;

    /** Where one logs in, or null. */
    final @Nullable String logIn;

    private final RouteNames names = new RouteNames();
    private final Map<String, Thing> things = new HashMap<>();

    Catalogue(
            List<Page> pages,
            List<Endpoint> endpoints,
            List<String> files,
            List<String> feeds,
            List<Endpoint> desk,
            List<String> forms,
            @Nullable String logIn) {
        this.pages = List.copyOf(pages);
        this.endpoints = List.copyOf(endpoints);
        this.files = List.copyOf(files);
        this.feeds = List.copyOf(feeds);
        this.desk = List.copyOf(desk);
        this.forms = List.copyOf(forms);
        this.logIn = logIn;
        Set<String> assets = new LinkedHashSet<>();
        pages.forEach(page -> {
            put("GET", page.path(), Thing.PAGE);
            assets.addAll(page.assets());
        });
        assets.forEach(asset -> put("GET", asset, Thing.ASSET));
        files.forEach(file -> put("GET", file, Thing.FILE));
        feeds.forEach(feed -> put("GET", feed, Thing.FEED));
        forms.forEach(form -> put("POST", form, Thing.FORM));
        endpoints.forEach(one -> put(one, one.member() ? Thing.MEMBER_CALL : Thing.CALL));
        desk.forEach(one -> put(one, Thing.MEMBER_PAGE));
        if (logIn != null) {
            put("GET", logIn, Thing.LOGIN);
            put("POST", logIn, Thing.LOGIN);
        }
    }

    private void put(Endpoint endpoint, Thing thing) {
        put(endpoint.method(), endpoint.template().replace('#', '1').replace("@", "7".repeat(19) + "a"), thing);
    }

    /** The first to claim a route has it. */
    void put(String method, String path, Thing thing) {
        things.putIfAbsent(name(method, path), thing);
        if (thing == Thing.ASSET || thing == Thing.FILE || thing == Thing.PAGE) {
            putFolders(path);
        }
    }

    private void putFolders(String path) {
        int slash = path.lastIndexOf('/', path.length() - 2);
        if (slash > 0) {
            things.putIfAbsent("GET " + path.substring(0, slash), Thing.FOLDER);
            things.putIfAbsent("GET " + path.substring(0, slash + 1), Thing.CLOSED_FOLDER);
        }
    }

    /** Whatever was there, it is this now. */
    void mark(String path, Thing thing) {
        things.put(name("GET", path), thing);
    }

    /** The name a call is counted under: the very one of the live filter. */
    String name(String method, String target) {
        return names.name(method, RawTarget.path(target));
    }

    /** What the call's route is, or null if the site has never heard of it. */
    @Nullable
    Thing thing(String name) {
        return things.get(name);
    }

    /** How many routes there are. */
    int size() {
        return things.size();
    }
}
