package io.abatis.traffic.site;

import io.abatis.client.Ip;

/** A line of the log to be, before it is put into its order. */
record Hit(long time, Ip client, String method, String target, String name, int status) {}
