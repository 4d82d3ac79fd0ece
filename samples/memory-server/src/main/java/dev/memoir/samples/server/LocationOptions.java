// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Option;

/** The options that say where the server's data is. They take precedence over the environment. */
final class LocationOptions {

    @Option(
            names = {"--dir", "--directory"},
            paramLabel = "DIR",
            description = "The directory of the server's data; MEMOIR_SERVER_DIRECTORY, or ~/.memoir-server.")
    private @Nullable String directory;

    @Option(
            names = "--datasource",
            paramLabel = "URL",
            description = "A PostgreSQL database instead, such as jdbc:postgresql://localhost/app;"
                    + " MEMOIR_SERVER_DATASOURCE_URL. MEMOIR_SERVER_DATASOURCE_USERNAME and"
                    + " MEMOIR_SERVER_DATASOURCE_PASSWORD provide the credentials.")
    private @Nullable String datasource;

    /** {@return the given options as settings, by name} */
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        if (directory != null) {
            properties.put("memoir.server.directory", directory);
        }
        if (datasource != null) {
            properties.put("memoir.server.datasource.url", datasource);
        }
        return properties;
    }

    /** {@return the given options as arguments of a Spring application} */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    /** {@return the settings of the environment with these options, for commands that start no server} */
    ServerSettings settings() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("options", properties()));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("memoir.server", ServerSettings.class);
    }
}
