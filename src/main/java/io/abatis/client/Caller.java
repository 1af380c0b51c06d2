package io.abatis.client;

/**
 * Who a request comes from, as far as that is known.
 *
 * @param client who is counted: an IPv4 address, or the first address of an IPv6 prefix
 * @param isProxy whether that is a trusted proxy, because it did not say on whose behalf it calls
 */
public record Caller(Ip client, boolean isProxy) {}
