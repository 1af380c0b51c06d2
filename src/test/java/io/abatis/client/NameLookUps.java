package io.abatis.client;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** A program that shows a host name to all that reads addresses, and tells what became of it. */
final class NameLookUps {

    static final String NAME = "proxy.example";

    private NameLookUps() {}

    public static void main(String[] args) throws IOException {
        tell("the system", InetAddress.getAllByName(NAME)[0].getHostAddress());
        tell("ip", String.valueOf(Ip.parse(NAME)));
        tell("network", network());
        tell("x-forwarded-for", client(ForwardedHeader.X_FORWARDED_FOR, "198.51.100.7, " + NAME));
        tell("forwarded", client(ForwardedHeader.FORWARDED, "for=198.51.100.7, for=" + NAME));
        tell("forwarded, quoted", client(ForwardedHeader.FORWARDED, "for=198.51.100.7, for=\"" + NAME + ":80\""));
    }

    private static String client(ForwardedHeader header, String line) {
        Ip proxy = Ip.of("192.0.2.10");
        CidrSet trusted = CidrSet.of(List.of(proxy.toString()));
        Caller caller = new ClientResolver(trusted, header, 64).resolve(proxy, List.of(line));
        return caller.client() + " " + caller.isProxy();
    }

    private static String network() {
        try {
            return Cidr.parse(NAME).toString();
        } catch (IllegalArgumentException e) {
            return "refused";
        }
    }

    private static void tell(String what, String answer) {
        System.out.println(what + ": " + answer);
    }
}
