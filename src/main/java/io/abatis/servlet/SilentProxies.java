package io.abatis.servlet;

import io.abatis.client.ForwardedHeader;
import io.abatis.client.Ip;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log which trusted proxies hand on calls without telling whose: each once, and no more than {@value #MOST} of them. Safe for all
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

    /** @param peer the trusted proxy that handed on a call whose client is not known */
    void saw(Ip peer) {
        if (!said.contains(peer) && said.size() < MOST && isNew(peer)) {
            LOG.warn(
                    "the trusted proxy {} handed on a call without a usable header {}: calls whose client is not said are counted under the"
                            + " proxy's own address, and nobody is refused for them. Let the proxy append to that header, or set"
                            + " clients.forwarded-header to the one that it writes",
                    peer,
                    header);
        }
    }

    private synchronized boolean isNew(Ip peer) {
        return said.size() < MOST && said.add(peer);
    }
}
