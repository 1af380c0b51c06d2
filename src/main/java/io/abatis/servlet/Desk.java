package io.abatis.servlet;

import io.abatis.config.AbatisConfig;
import io.abatis.config.AbatisConfig.OperatorConfig;
import io.abatis.console.Console;
import io.abatis.console.Keeping;
import io.abatis.console.Recent;
import io.abatis.console.Upkeep;
import io.abatis.gate.Gate;
import io.abatis.gate.Listener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The operator's parts of a filter. Closing it ends the threads it owns. */
final class Desk implements AutoCloseable {

    private static final Duration UPKEEP = Duration.ofSeconds(1);

    private final Console console;
    private final Watch upkeep;

    Desk(AbatisConfig config, Supplier<Gate> gates, Console.ModeSwitch modes, Listener listener, InstantSource clock) {
        OperatorConfig operator = config.operator();
        Console.Settings settings =
                new Console.Settings(operator.grace(), config.resolver().ipv6Prefix());
        Recent recent = new Recent(operator.recentCalls());
        this.console = new Console(gates, modes, settings, recent, Keeping.inMemory(), listener, clock);
        Upkeep duties = new Upkeep(gates, listener, clock::millis, System::nanoTime);
        this.upkeep = new Watch("abatis-upkeep", UPKEEP, duties::look);
    }

    Console console() {
        return console;
    }

    @Override
    public void close() {
        upkeep.close();
    }
}
