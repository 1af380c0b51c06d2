package io.abatis.container.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs one container and obeys the lines of its standard input, each of which it answers with a line that begins with "@": {@code deploy CONFIG} tells the port,
 * {@code figures} the application's figures, {@code undeploy} what is left of the application. The end of the input ends it.
 */
public final class ContainerMain {

    private static final int MOST_COLLECTIONS = 10;

    private final Container container;
    private final List<URL> classPath;
    private final Path folder;
    private final List<WeakReference<ClassLoader>> past = new ArrayList<>();
    private @Nullable URLClassLoader app;

    private ContainerMain(Container container, List<URL> classPath, Path folder) {
        this.container = container;
        this.classPath = classPath;
        this.folder = folder;
    }

    /**
     * Runs until the input ends.
     *
     * @param args the class of the container, the class path of the application, a folder for both
     */
    public static void main(String[] args) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : args[1].split(Pattern.quote(File.pathSeparator), -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        // The container's threads would keep it running.
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        Container container = Class.forName(args[0])
                .asSubclass(Container.class)
                .getConstructor()
                .newInstance();
        new ContainerMain(container, urls, Path.of(args[2])).obey();
        container.stop();
        System.exit(0);
    }

    private void obey() throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String answer;
            if (order.startsWith("deploy ")) {
                answer = deploy(order.substring("deploy ".length()));
            } else {
                answer = order.equals("figures") ? figures() : undeploy();
            }
            System.out.println("@" + answer);
            System.out.flush();
        }
    }

    private String deploy(String config) throws Exception {
        System.setProperty("abatis.config", config);
        URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), getClass().getClassLoader());
        app = loader;
        return Integer.toString(container.deploy(loader, Files.createTempDirectory(folder, "app")));
    }

    private String figures() throws ReflectiveOperationException {
        Object application =
                Class.forName(Container.APPLICATION, true, app).getConstructor().newInstance();
        return ((Supplier<?>) application).get() + " threads=" + threads().size();
    }

    private String undeploy() throws Exception {
        past.add(new WeakReference<>(app));
        List<String> pinned = stop(java.util.Objects.requireNonNull(app));
        for (int i = 0; i < MOST_COLLECTIONS && !past.isEmpty(); i++) {
            System.gc();
            past.removeIf(loader -> loader.get() == null);
        }
        return "threads=" + threads() + " pinned=" + pinned + " held=" + past.size();
    }

    /** Stops the application, and names the threads that still have its class loader. */
    private List<String> stop(URLClassLoader old) throws Exception {
        app = null;
        container.undeploy();
        old.close();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == old)
                .map(Thread::getName)
                .toList();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("abatis"))
                .toList();
    }
}
