package io.abatis.servlet;

import io.abatis.call.Outcome;
import io.abatis.config.AbatisConfig;
import io.abatis.console.Seen;
import io.abatis.forest.Model;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What one configuration and one model make of requests. Immutable: a reload replaces it as a whole, and each request is served from first to last by the
 * one that it began with.
 *
 * @param config what the operator wants
 * @param gate judges calls
 * @param calls makes calls of requests
 */
record Service(AbatisConfig config, Gate gate, Calls calls) {

    /** The service to begin with. */
    static Service first(AbatisConfig config, Gate gate) {
        return new Service(config, gate, new Calls(config.resolver(), config.naming()));
    }

    /** Notes how a call was answered. */
    void observe(Seen seen, Outcome outcome) {
        seen.answered(outcome);
        gate.observe(seen.call(), outcome);
    }

    /**
     * The service that goes on with what this one has seen.
     *
     * @param mode the mode everywhere; null for that of the configuration
     * @throws IllegalArgumentException if configuration and model do not fit together
     */
    Service next(AbatisConfig nextConfig, Model model, @Nullable Mode mode) {
        Policy policy = nextConfig.policy();
        return new Service(
                nextConfig,
                gate.with(mode == null ? policy : policy.in(mode), model),
                new Calls(nextConfig.resolver(), nextConfig.naming()));
    }
}
