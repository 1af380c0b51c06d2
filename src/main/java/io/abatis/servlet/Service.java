package io.abatis.servlet;

import io.abatis.config.AbatisConfig;
import io.abatis.forest.Model;
import io.abatis.gate.Gate;

/**
 * What one configuration and one model make of requests. Immutable: a reload replaces it as a whole, and each request is served from first to last by the
 * one that it began with.
 *
 * @param config what the operator wants
 * @param gate judges calls
 * @param calls makes calls of requests
 */
record Service(AbatisConfig config, Gate gate, Calls calls) {

    /** @param secret keys the gate's hashes */
    static Service first(AbatisConfig config, Model model, long secret) {
        Gate gate = new Gate(config.policy(), model, config.maxClients(), config.maxBans(), secret);
        return new Service(config, gate, new Calls(config.resolver(), config.naming()));
    }

    /** @throws IllegalArgumentException if configuration and model do not fit together */
    Service next(AbatisConfig nextConfig, Model model) {
        return new Service(
                nextConfig,
                gate.with(nextConfig.policy(), model),
                new Calls(nextConfig.resolver(), nextConfig.naming()));
    }
}
