package io.abatis.guard;

import java.util.List;

/** The guards, each with the hole that it closes, in about the order in which a request passes them. */
final class Guards {

    static final List<Guard> ALL = List.of(
            new Guard(
                    "a table of clients without end exhausts memory",
                    "count/ClientTable",
                    "return Integer.highestOneBit(Math.max(capacity, WAYS) * 2 - 1);",
                    "return Integer.highestOneBit(Math.max(capacity, WAYS) * 2 - 1) << 4;",
                    "count.ClientTableTest#capacity_any_isThatPowerOfTwoOrTheNext"),
            new Guard(
                    "a table of clients that is full forgets those it should keep",
                    "count/ClientSets",
                    "if (worth < least || worth == least && lastMillis(set, place) < stalest) {",
                    "if (least == Long.MAX_VALUE || worth > least) {",
                    "count.ClientTableTest#count_fullSet_fewestCallsGoFirst"),
            new Guard(
                    "newcomers push out clients that one knows",
                    "count/ClientTable",
                    ": sets.leastWorth(set, ClientSets.ALL & ~sets.kept(set), nowMillis);",
                    ": place;",
                    "count.ClientTableTest#count_floodOfSeveralCallsEach_busyClientKeepsItsCountsForAnHour"),
            new Guard(
                    "a list of bans without end exhausts memory",
                    "ban/Offenders",
                    "boolean fits = offenders.size() < capacity ||",
                    "boolean fits = capacity > 0 ||",
                    "ban.BanListTest#limit_moreThanFit_neverExceedsCapacityAndHoldsTheNewest"),
            new Guard(
                    "the leftmost X-Forwarded-For is believed",
                    "client/ClientResolver",
                    "                if (!trusted.contains(hop)) {\n                    return new Caller(key(hop), false);\n                }\n",
                    "",
                    "client.ClientHolesTest#guard_leftmostAddressBelieved_theClientsOwnIsNot"),
            new Guard(
                    "private networks are trusted unasked",
                    "client/ClientResolver",
                    "if (!trusted.contains(peer)) {",
                    "if (!trusted.contains(peer) && !Cidr.parse(\"10.0.0.0/8\").contains(peer) && !Cidr.parse(\"127.0.0.0/8\").contains(peer)) {",
                    "client.ClientHolesTest#guard_privateRangesTrusted_nobodyIsUnlessConfigured"),
            new Guard(
                    "a network is read as another: ::ffff:10.0.0.0/8",
                    "client/Cidr",
                    "if (ip.isV4() && address.indexOf(':') >= 0) {",
                    "if (ip.isV4() && address.isEmpty()) {",
                    "client.ClientHolesTest#guard_networkThatIsReadAsAnother_isRefused"),
            new Guard(
                    "a network is read as another: fe80::%1/64",
                    "client/Cidr",
                    " || address.indexOf('%') >= 0",
                    "",
                    "client.ClientHolesTest#guard_networkThatIsReadAsAnother_isRefused"),
            new Guard(
                    "a network is read as another: 10.0.0.0/00",
                    "client/Cidr",
                    " && (length == 1 || text.charAt(from) != '0')",
                    "",
                    "client.ClientHolesTest#guard_networkThatIsReadAsAnother_isRefused"),
            new Guard(
                    "a network is read as another: digits of other scripts",
                    "client/Cidr",
                    "int digit = text.charAt(i) - '0'; // Character.digit would take digits of every script",
                    "int digit = Character.digit(text.charAt(i), 10);",
                    "client.ClientHolesTest#guard_networkThatIsReadAsAnother_isRefused"),
            new Guard(
                    "whoever trusts 0.0.0.0/0 lets everybody choose his address",
                    "config/NetworkList",
                    "if (network.prefix() == 0) {",
                    "if (network.prefix() < 0) {",
                    "config.NetworkListsTest"),
            new Guard(
                    "host names are looked up",
                    "client/Ip",
                    "return new IpLiteral(text, from, to).read();",
                    "try {\n            Ip ip = new IpLiteral(text, from, to).read();\n            return ip != null ? ip : ofV4(java.nio.ByteBuffer.wrap(java.net.InetAddress.getByName(text.subSequence(from, to).toString()).getAddress()).getInt());\n        } catch (java.io.IOException | java.nio.BufferUnderflowException e) {\n            return null;\n        }",
                    "client.ClientHolesTest#guard_hostNamesResolved_nobodyIsAsked"),
            new Guard(
                    "a silent proxy gets everybody behind it refused",
                    "gate/Sanctions",
                    "        if (call.byProxy()) {",
                    "        if (false) {",
                    "servlet.AbatisFilterClientTest#forwardedFor_noAddress_countsTheProxyButRefusesNobodyBehindIt"),
            new Guard(
                    ";x, %2e, // name another route than the container runs",
                    "servlet/Calls",
                    "String info = request.getPathInfo();",
                    "String info = request.getRequestURI().substring(request.getServletPath().length() > request.getRequestURI().length() ? 0 : request.getServletPath().length());",
                    "servlet.DifferentialNamingTest"),
            new Guard(
                    "long paths make names without end",
                    "call/RouteNames",
                    "if (route.length() > LONGEST_ROUTE) {",
                    "if (route.length() > 1 << 20) {",
                    "call.RouteNamesTest#name_longPath_keepsTheSegmentsThatFit"),
            new Guard(
                    "a zone is left by a long path",
                    "call/RouteNames",
                    "zones.of(path));",
                    "zones.of(text(path)));",
                    "call.NamingTest"),
            new Guard(
                    "refused calls count, and nobody ever comes back",
                    "gate/Gate",
                    "            return inForce(mode, refusal(ban, call));",
                    "            profiles.count(call, -1, readout, new int[model.layout().size()]);\n            return inForce(mode, refusal(ban, call));",
                    "gate.HolesTest#refusedCallsAreNeverFeatures_hammering_clientComesBack"),
            new Guard(
                    "a ban keeps its counts, and the first call after it brings the next",
                    "gate/Gate",
                    "profiles.forget(call.client());",
                    "profiles.size();",
                    "gate.HolesTest"),
            new Guard(
                    "who is unbanned is banned again at once",
                    "gate/Gate",
                    "        profiles.forget(client);\n",
                    "",
                    "gate.HolesTest#clearForgetsTheCounts_limitedClient_beginsAnew"),
            new Guard(
                    "who is on the allow list stays banned",
                    "gate/Gate",
                    "        if (isAllowed(call.client(), known)) {",
                    "        if (memory.bans().find(call.client(), call.timeMillis()) == null && isAllowed(call.client(), known)) {",
                    "gate.HolesTest#allowListWins_addedWhileABanHolds_atOnceAndWhileItStands"),
            new Guard(
                    "names carry orders for terminals and lines for logs",
                    "call/RouteText",
                    "if (point > ' ' && point < 0x7f && point != '%') {",
                    "if (point != '%') {",
                    "call.RouteNamesTest#name_controlCharacters_areEncoded"),
            new Guard(
                    "what a damaged list says goes into the log as it is",
                    "config/NetworkList",
                    "return start.replaceAll(\"\\\\p{Cc}\", \"?\");",
                    "return start;",
                    "config.NetworkListFuzzTest#addFile_mutant_isTakenOrReported"),
            new Guard(
                    "a model file is altered",
                    "forest/ModelFile",
                    "if (sums && !last.strip().equals(SUM + sha256(bytes, length))) {",
                    "if (!last.startsWith(SUM)) {",
                    "forest.ModelFileTest#read_anyByteFlipped_isRefused"),
            new Guard(
                    "a model file fills the memory",
                    "forest/ModelFile",
                    "if (bytes.length > MAX_BYTES) {",
                    "if (bytes.length < 0) {",
                    "forest.ModelFileTest#read_oversize_isRefused"),
            new Guard(
                    "a request is judged again at each dispatch",
                    "servlet/AbatisFilter",
                    "if (http.getDispatcherType() != DispatcherType.REQUEST || http.getAttribute(judgedMark) != null) {",
                    "if (http.getAttribute(judgedMark) == Mark.HELD) {",
                    "servlet.FilterHolesTest#judgedMark_onTheRequest_letsNoDispatchBeJudgedTwice"),
            new Guard(
                    "the session holds what cannot be stored",
                    "servlet/AbatisFilter",
                    "http.setAttribute(VERDICT_ATTRIBUTE, judged.verdict());",
                    "http.getSession().setAttribute(VERDICT_ATTRIBUTE, judged.verdict());",
                    "servlet.FilterHolesTest#attributesOfTheRequest_ratherThanOfTheSession_leaveNothingToSerialise"),
            new Guard(
                    "a failure of the filter takes the site down",
                    "servlet/AbatisFilter",
                    "return new Judged(abatis.failed(service, call, e), null);",
                    "throw new IllegalStateException(e);",
                    "servlet.FilterHolesTest#onError_asConfigured_neitherOpensTheSiteUnaskedNorTakesItDown"),
            new Guard(
                    "a failure of the filter opens the site unasked",
                    "servlet/Installation",
                    "boolean deny = onError == OnError.DENY && mode == Mode.ENFORCE;",
                    "boolean deny = false;",
                    "servlet.FilterHolesTest#onError_asConfigured_neitherOpensTheSiteUnaskedNorTakesItDown"),
            new Guard(
                    "an accident bans everybody",
                    "gate/Breaker",
                    "if (inMinute > cap.perMinute()) {",
                    "if (inMinute < 0) {",
                    "gate.GateBreakerTest"),
            new Guard(
                    "held calls pass no authentication filter",
                    "servlet/Reload",
                    "if (!others.isEmpty() && !config.hold().filtersTakeAsync()) {",
                    "if (others == null) {",
                    "servlet.ReloadTest"));

    private Guards() {}
}
