// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;

/** A proxy to a server that can be cut and restored, to simulate an outage. */
public final class LoopbackProxy implements AutoCloseable {

    private final URI target;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "loopback-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private final Phaser gate = new Phaser(1);
    private volatile boolean held;
    private volatile ServerSocket listening;

    /**
     * Starts a proxy on a free port.
     *
     * @param target the server to forward to
     * @throws IOException if no port can be opened
     */
    public LoopbackProxy(URI target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = listening.getLocalPort();
        accept(listening);
    }

    /** {@return the address of the proxy} */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * Closes all connections and refuses new ones.
     *
     * @throws IOException if a connection cannot be closed
     */
    public void cut() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Holds back all data, so that clients wait. */
    public void hold() {
        held = true;
    }

    /** Forwards data that was held back. */
    public void release() {
        held = false;
        gate.arrive();
    }

    /**
     * Accepts connections again, on the same port.
     *
     * @throws IOException if the port cannot be opened
     */
    public void restore() throws IOException {
        ServerSocket reopened = new ServerSocket();
        reopened.setReuseAddress(true);
        reopened.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening = reopened;
        accept(reopened);
    }

    private void accept(ServerSocket server) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket from = server.accept();
                    Socket to = new Socket(target.getHost(), target.getPort());
                    open.add(from);
                    open.add(to);
                    threads.execute(() -> pipe(from, to));
                    threads.execute(() -> pipe(to, from));
                } catch (IOException e) {
                    if (!server.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
    }

    private void pipe(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int phase = gate.getPhase();
                if (held) {
                    gate.awaitAdvance(phase);
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Cut, or closed by one side, and the other is closed with it.
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        release();
        threads.shutdownNow();
    }
}
