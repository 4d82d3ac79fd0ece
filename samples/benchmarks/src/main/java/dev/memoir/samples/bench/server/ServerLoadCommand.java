// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.server;

import dev.memoir.samples.bench.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./memoir bench server}. */
@Command(
        name = "server",
        description = {
            "Measure memory servers under load: search latency at a fixed rate, and whether anything is lost or stored"
                    + " twice when a server is killed.",
            "Everything is stored for a tenant of its own. Nothing is deleted in the end: use a database of your own."
        })
public final class ServerLoadCommand implements Callable<Integer> {

    /** A step of the search for the highest rate has so many seconds to show what it does. */
    private static final Duration STEP = Duration.ofSeconds(30);

    private static final double GROWTH = 1.25;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--datasource",
            description = "The PostgreSQL database that the servers share, such as postgresql://user:password@host/db."
                    + " Without it one server runs on a temporary directory.")
    private @Nullable String datasource;

    @Option(names = "--servers", description = "Number of servers (default: 2 with --datasource, else 1).")
    private @Nullable Integer servers;

    @Option(names = "--clients", description = "Number of connected clients (default: ${DEFAULT-VALUE}).")
    private int clients = 100;

    @Option(names = "--searches", description = "Searches per second, of all clients (default: ${DEFAULT-VALUE}).")
    private double searches = 60;

    @Option(names = "--turns", description = "Turns added per second, by all clients (default: ${DEFAULT-VALUE}).")
    private double turns = 20;

    @Option(
            names = "--warm-up",
            description = "Seconds of the same load before, which are not counted: Java compiles what it runs often"
                    + " (default: ${DEFAULT-VALUE}).")
    private long warmUp = 60;

    @Option(names = "--minutes", description = "Duration of the load (default: ${DEFAULT-VALUE}).")
    private double minutes = 10;

    @Option(
            names = "--kills",
            description =
                    "How often the last server is killed and started again meanwhile (default: ${DEFAULT-VALUE}).")
    private int kills = 2;

    @Option(
            names = "--limit-ms",
            description =
                    "Then raise the rate by a quarter every 30 s until the p95 of a search exceeds this; 0 to leave"
                            + " it out (default: ${DEFAULT-VALUE}).")
    private double limitMs = 200;

    @Option(names = "--seed", description = "Seed of the made-up sentences (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    private final TurnJournal journal = new TurnJournal();
    private final LongAdder retries = new LongAdder();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path launcher = launcher();
        Path folder = Files.createTempDirectory("memoir-server-load");
        Path log = folder.resolve("servers.log");
        List<String> location = datasource == null
                ? List.of("--dir", folder.resolve("data").toString())
                : List.of("--datasource", datasource);
        int count = servers == null ? datasource == null ? 1 : 2 : servers;
        if (datasource == null && count > 1) {
            throw new ParameterException(spec.commandLine(), "Several servers need a database: give --datasource.");
        }
        String tenant = "load-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
        String key = createKey(launcher, location, tenant);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
        List<ServerProcess> running = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                running.add(ServerProcess.start(launcher, location, Map.of("MEMOIR_SERVER_RATE", "0"), log));
            }
            List<LoadClient> users = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                users.add(new LoadClient(running, key, i, retries, executor));
            }
            print(Machine.heading(
                    String.join(" ", spec.commandLine().getParseResult().originalArgs())));
            print("");
            boolean complete = load(new OpenLoop(scheduler), users, running);
            if (limitMs > 0) {
                findLimit(new OpenLoop(scheduler), users);
            }
            return complete ? 0 : 1;
        } finally {
            running.forEach(ServerProcess::close);
            scheduler.shutdownNow();
            executor.shutdownNow();
            print("The servers' log is " + log);
        }
    }

    private boolean load(OpenLoop loop, List<LoadClient> users, List<ServerProcess> running)
            throws InterruptedException {
        Traffic before = new Traffic(users, journal, new SentenceGenerator(seed), "warm-up");
        Duration compiling = Duration.ofSeconds(warmUp);
        CompletableFuture<Durations> early = before.adds(loop, turns, compiling);
        OpenLoop.await(before.searches(loop, searches, compiling));
        OpenLoop.await(early);
        Traffic traffic = new Traffic(users, journal, new SentenceGenerator(seed), "load");
        Duration time = Duration.ofMillis((long) (minutes * 60_000));
        List<Long> resident = new ArrayList<>();
        CompletableFuture<Durations> added = traffic.adds(loop, turns, time);
        CompletableFuture<Durations> searched = traffic.searches(loop, searches, time);
        long start = System.nanoTime();
        int killed = 0;
        while (!searched.isDone() || !added.isDone()) {
            double elapsed = (double) (System.nanoTime() - start) / time.toNanos();
            if (killed < kills && running.size() > 1 && elapsed > (killed + 1.0) / (kills + 1)) {
                ServerProcess victim = running.get(running.size() - 1);
                victim.kill();
                victim.restart();
                killed++;
            }
            resident.add(running.get(0).residentMegabytes());
            TimeUnit.SECONDS.sleep(1);
        }
        print("| calls | number | failed | p50 ms | p95 ms | p99 ms | longest ms |");
        print("|---|---|---|---|---|---|---|");
        Durations ofSearches = OpenLoop.await(searched);
        Durations ofTurns = OpenLoop.await(added);
        print("| searches, " + searches + " per second | " + ofSearches.cells() + " |");
        print("| turns added, " + turns + " per second | " + ofTurns.cells() + " |");
        print("");
        ofSearches.firstFailure().or(ofTurns::firstFailure).ifPresent(why -> print("The first failure: " + why));
        print(clients + " clients, " + running.size() + " servers, " + killed + " times killed and restarted; "
                + retries.sum() + " attempts were repeated at another server.");
        print("Resident memory of the server that was not killed: " + quarters(resident) + " MB after each quarter.");
        return compare(users);
    }

    private boolean compare(List<LoadClient> users) {
        List<String> stored = new ArrayList<>();
        users.forEach(user -> stored.addAll(user.storedTexts()));
        TurnJournal.Comparison result = journal.compare(stored);
        print("Of " + result.acknowledged() + " acknowledged turns " + result.lost() + " are lost, " + result.repeated()
                + " are stored twice; " + result.unknown() + " turns were never sent.");
        return result.lost() == 0 && result.repeated() == 0 && result.unknown() == 0;
    }

    private void findLimit(OpenLoop loop, List<LoadClient> users) throws InterruptedException {
        print("");
        print("| searches per second | turns per second | p50 ms | p95 ms |");
        print("|---|---|---|---|");
        double factor = 1;
        double best = 0;
        while (true) {
            Traffic traffic = new Traffic(users, journal, new SentenceGenerator(seed), "limit" + factor);
            CompletableFuture<Durations> added = traffic.adds(loop, turns * factor, STEP);
            Durations searched = OpenLoop.await(traffic.searches(loop, searches * factor, STEP));
            OpenLoop.await(added);
            print(String.format(
                    Locale.ROOT,
                    "| %.0f | %.0f | %.1f | %.1f |",
                    searches * factor,
                    turns * factor,
                    searched.quantile(0.5),
                    searched.quantile(0.95)));
            if (searched.quantile(0.95) > limitMs) {
                break;
            }
            best = searches * factor;
            factor *= GROWTH;
        }
        print("");
        print(String.format(
                Locale.ROOT,
                "The highest rate with a p95 of at most %.0f ms: %.0f searches and %.0f turns per second.",
                limitMs,
                best,
                best * turns / Math.max(searches, 1)));
    }

    private static String quarters(List<Long> resident) {
        List<String> quarters = new ArrayList<>();
        for (int i = 1; i <= 4 && !resident.isEmpty(); i++) {
            quarters.add(String.valueOf(resident.get(Math.max(0, resident.size() * i / 4 - 1))));
        }
        return String.join(", ", quarters);
    }

    private String createKey(Path launcher, List<String> location, String tenant) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(launcher.toString(), "keys", "create", "--tenant", tenant, "--label", "load"));
        command.addAll(location);
        Process keys = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = keys.inputReader()) {
            // A Java with options of its own may print a line before.
            return out.lines()
                    .filter(line -> line.startsWith("mk_"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No key could be created: " + command));
        }
    }

    /** The launcher exports its own place; another one is named for servers of another version. */
    private Path launcher() {
        String launcher = System.getenv("MEMOIR_LAUNCHER");
        if (launcher == null) {
            throw new ParameterException(
                    spec.commandLine(), "Set MEMOIR_LAUNCHER to the launcher ./memoir that starts the servers.");
        }
        return Path.of(launcher);
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
