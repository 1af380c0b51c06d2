package io.abatis.traffic.site;

import org.jspecify.annotations.Nullable;

/** Answers the calls as the site does. */
final class Server {

    private final Site site;
    private final Catalogue catalogue;
    private final Answers answers;
    private final Period period;
    private final Dice dice;

    Server(Site site, Period period, Dice dice) {
        this.site = site;
        this.catalogue = site.catalogue();
        this.answers = site.answers();
        this.period = period;
        this.dice = dice;
    }

    Reply reply(Session who, String method, String target, String name, Manner manner) {
        Reply trouble = trouble(who, name);
        if (trouble != null) {
            return trouble;
        }
        if (target.isEmpty()) {
            return Reply.of(method.isEmpty() ? 408 : answers.malformed());
        }
        if (answers.redirects() && who.knocks()) {
            return Reply.to(301, target);
        }
        Thing thing = catalogue.thing(name);
        if (thing == null && !method.equals("GET") && !method.equals("HEAD")) {
            return otherMethod(who, method, target);
        }
        boolean hidden = thing == null || thing.isDynamic() || answers.gate() == 401;
        if (site.gated() && !who.isMember() && hidden && thing != Thing.LOGIN) {
            return gate();
        }
        return thing == null ? unknown(who, target, name) : known(who, method, thing, target, manner);
    }

    /** The given status, unless the site is in trouble or the client over its limit. */
    Reply forced(Session who, String name, int status) {
        Reply trouble = trouble(who, name);
        return trouble == null ? Reply.of(status) : trouble;
    }

    private @Nullable Reply trouble(Session who, String name) {
        for (Fault fault : period.faults()) {
            if (fault.strikes(name, who.time(), dice)) {
                return Reply.of(fault.status());
            }
        }
        return who.isOver(answers) ? Reply.of(answers.overLimit()) : null;
    }

    private Reply gate() {
        return Reply.to(answers.gate(), catalogue.logIn);
    }

    private Reply known(Session who, String method, Thing thing, String target, Manner manner) {
        return switch (thing) {
            case PAGE -> Reply.of(manner == Manner.CONDITIONAL && answers.validates() && dice.chance(.15) ? 304 : 200);
            case ASSET, FEED -> Reply.of(manner == Manner.CONDITIONAL && answers.validates() ? 304 : 200);
            case FILE -> Reply.of(manner == Manner.RANGE ? 206 : 200);
            case CALL -> Reply.of(success(method));
            case MEMBER_CALL ->
                who.isMember() ? Reply.of(success(method)) : Reply.of(answers.gate() == 403 ? 403 : 401);
            case MEMBER_PAGE -> who.isMember() ? desk(method) : gate();
            case FORM ->
                manner == Manner.INVALID ? Reply.to(answers.invalid(), target) : Reply.to(dice.of(302, 200), "/");
            case LOGIN -> logIn(method, manner);
            case FOLDER -> Reply.to(answers.folder(), target + "/");
            case CLOSED_FOLDER -> Reply.of(answers.closesFolders() ? 403 : answers.unknown() == 404 ? 404 : 200);
            case MOVED -> Reply.to(301, site.heir(target).path());
            case REMOVED -> Reply.to(answers.removed(), "/");
            case FAILING -> Reply.of(500);
        };
    }

    private int success(String method) {
        return switch (method) {
            case "POST" -> dice.of(200, 201, 201);
            case "PUT", "PATCH" -> dice.of(200, 204);
            case "DELETE" -> dice.of(200, 204, 204);
            default -> dice.chance(.03) ? 304 : 200;
        };
    }

    private Reply desk(String method) {
        return method.equals("GET")
                ? Reply.of(200)
                : Reply.to(dice.of(302, 302, 303, 200), site.home().path());
    }

    private Reply logIn(String method, Manner manner) {
        if (!method.equals("POST")) {
            return Reply.of(method.equals("GET") && site.kind() == SiteKind.SERVICE ? 405 : 200);
        }
        return manner == Manner.VALID
                ? Reply.to(answers.logIn(), site.home().path())
                : Reply.to(answers.failedLogIn(), catalogue.logIn);
    }

    private Reply otherMethod(Session who, String method, String target) {
        boolean there = catalogue.thing(catalogue.name("GET", target)) != null;
        if (method.equals("OPTIONS")) {
            return Reply.of(there ? dice.of(200, 204, 204) : answers.wrongMethod());
        }
        if (there || site.kind() == SiteKind.STATIC || site.kind() == SiteKind.DEPOT) {
            return Reply.of(answers.wrongMethod());
        }
        return site.gated() && !who.isMember() ? gate() : Reply.to(missing(target), "/");
    }

    private Reply unknown(Session who, String target, String name) {
        if (name.endsWith("(other)")) {
            return Reply.of(answers.malformed());
        }
        if (answers.exposes(target)) {
            return exposed(target);
        }
        int status = who.isMember() && answers.unknown() == 401 ? 404 : missing(target);
        return Reply.to(status, status == 401 ? null : "/");
    }

    /** What happens to be there is the same for everybody. */
    private Reply exposed(String target) {
        return switch (Math.floorMod(target.hashCode(), 8)) {
            case 0, 1, 2 -> Reply.of(200);
            case 3 -> Reply.to(301, target.endsWith("/") ? "/" : target + "/");
            case 4 -> Reply.to(302, logInOrHome());
            case 5, 6 -> Reply.of(403);
            default -> Reply.of(401);
        };
    }

    private @Nullable String logInOrHome() {
        return catalogue.logIn == null ? "/" : catalogue.logIn;
    }

    private int missing(String target) {
        if (target.contains("/.") && !target.startsWith("/.well-known/")) {
            return answers.hidden();
        }
        String last = target.substring(target.lastIndexOf('/') + 1);
        if (last.endsWith(".php") || last.endsWith(".asp") || last.endsWith(".aspx") || last.endsWith(".jsp")) {
            return answers.foreign();
        }
        return answers.strictFiles() && last.indexOf('.') > 0 ? 404 : answers.unknown();
    }
}
