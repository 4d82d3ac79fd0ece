// SPDX-License-Identifier: Apache-2.0
package dev.memoir.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names the properties that exist. */
class SpringPropertiesTest {

    private static final Path PAGE = Path.of("..", "docs", "spring-properties.md");

    /** With {@code -Dmemoir.docs=write} the page is written anew instead. */
    @Test
    void the_reference_is_that_of_the_configuration_metadata() throws IOException {
        String page = new SpringProperties().page();
        assertThat(page).contains("`memoir.directory`");
        if ("write".equals(System.getProperty("memoir.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("run this test with -Dmemoir.docs=write").hasContent(page);
    }

    @Test
    void a_block_sets_only_properties_that_exist() throws IOException {
        SpringProperties properties = new SpringProperties();
        List<String> unknown = new ArrayList<>();
        int checked = 0;
        try (Stream<Path> pages = Files.walk(Path.of("..", "docs"))) {
            for (Path page :
                    pages.filter(each -> each.toString().endsWith(".md")).toList()) {
                for (CodeBlock block : CodeBlock.of(page)) {
                    for (String name : names(block)) {
                        checked++;
                        if (!properties.has(name)) {
                            unknown.add(block + " " + name);
                        }
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(checked).isPositive();
    }

    @Test
    void a_property_with_a_wrong_name_is_found() {
        CodeBlock yaml = new CodeBlock(Path.of("page.md"), 1, "yaml", "", """
                memoir:
                  recall:
                    limit: 5
                  direktory: x
                spring.ai.x: y
                """, null);
        assertThat(names(yaml)).containsExactly("memoir.recall.limit", "memoir.direktory");
    }

    /** {@return the names of Memoir's properties that a block sets} */
    private static List<String> names(CodeBlock block) {
        List<String> names =
                switch (block.language()) {
                    case "properties" ->
                        block.code()
                                .lines()
                                .filter(line -> line.contains("=") && !line.startsWith("#"))
                                .map(line ->
                                        line.substring(0, line.indexOf('=')).strip())
                                .toList();
                    case "yaml", "yml" -> yaml(block.code());
                    default -> List.of();
                };
        return names.stream().filter(name -> name.startsWith("memoir.")).toList();
    }

    /** Reads the nesting of keys from the indentation, which is all of YAML that these blocks use. */
    private static List<String> yaml(String code) {
        List<String> names = new ArrayList<>();
        Deque<String> keys = new ArrayDeque<>();
        Deque<Integer> indents = new ArrayDeque<>();
        for (String line : code.lines().toList()) {
            int indent = line.length() - line.stripLeading().length();
            String content = line.strip();
            int colon = content.indexOf(':');
            if (content.startsWith("#") || content.startsWith("-") || colon < 0) {
                continue;
            }
            while (!indents.isEmpty() && indents.peek() >= indent) {
                indents.pop();
                keys.pop();
            }
            keys.push(content.substring(0, colon));
            indents.push(indent);
            if (colon < content.length() - 1) {
                List<String> path = new ArrayList<>(keys);
                java.util.Collections.reverse(path);
                names.add(path.stream().collect(Collectors.joining(".")));
            }
        }
        return names;
    }
}
