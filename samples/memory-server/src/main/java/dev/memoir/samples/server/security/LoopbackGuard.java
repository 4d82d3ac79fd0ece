// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import dev.memoir.InvalidInputException;
import dev.memoir.samples.server.ServerSettings;
import dev.memoir.samples.server.key.ApiKeyRepository;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/** Refuses to start a server that other machines could use without a key. */
@Component
final class LoopbackGuard {

    LoopbackGuard(ServerSettings settings, ApiKeyRepository keys) {
        if (!loopback(settings.host()) && !keys.exist()) {
            throw new InvalidInputException("There are no keys, so the server only listens on loopback and not on "
                    + settings.host() + ". Create a key first: memoir keys create --admin --label NAME");
        }
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new InvalidInputException("The host " + host + " cannot be resolved.");
        }
    }
}
