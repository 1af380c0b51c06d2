package io.abatis.servlet;

import io.abatis.client.ForwardedHeader;
import io.abatis.client.Ip;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log which trusted proxies do not tell on whose behalf they call: each once, and no more than {@value #MOST} of them. Safe for all
 * threads.
 */
final class SilentProxies {

    static final int MOST = 16;

    private static final Logger LOG = LoggerFactory.getLogger(AbatisFilter.class);

    private final String header;
    private final Set<Ip> said = ConcurrentHashMap.newKeySet(MOST);

    /** @param header where they should tell it */
    SilentProxies(ForwardedHeader header) {
        this.header = header.fieldName();
    }

    void saw(Ip proxy) {
        if (!said.contains(proxy) && said.size() < MOST && isNew(proxy)) {
            LOG.warn(
                    "the trusted proxy {} called without a usable header {}: calls that it does not say the client of are counted under its own"
                            + " address, and nobody is refused for them. Let it append to that header, or set"
                            + " clients.forwarded-header to the one that it writes",
                    proxy,
                    header);
        }
    }

    private synchronized boolean isNew(Ip proxy) {
        return said.size() < MOST && said.add(proxy);
    }
}
