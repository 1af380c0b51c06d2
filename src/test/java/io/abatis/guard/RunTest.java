package io.abatis.guard;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one test class, or one of its methods whatever its parameters, in a JVM of its own. */
final class RunTest {

    static final int PASSED = 0;
    static final int FAILED = 3;
    static final int NONE_RUN = 4;

    private RunTest() {}

    /**
     * Ends with one of the codes above.
     *
     * @param args the class, and the method or nothing
     */
    public static void main(String[] args) throws ClassNotFoundException {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        if (args.length == 1) {
            request.selectors(DiscoverySelectors.selectClass(args[0]));
        } else {
            for (java.lang.reflect.Method method : Class.forName(args[0]).getDeclaredMethods()) {
                if (method.getName().equals(args[1])) {
                    request.selectors(DiscoverySelectors.selectMethod(Class.forName(args[0]), method));
                }
            }
        }
        System.exit(run(request.build()));
    }

    private static int run(LauncherDiscoveryRequest request) {
        Launcher launcher = LauncherFactory.create();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        launcher.execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), 3);
        if (summary.getTotalFailureCount() > 0) {
            return FAILED;
        }
        return summary.getTestsSucceededCount() > 0 ? PASSED : NONE_RUN;
    }
}
