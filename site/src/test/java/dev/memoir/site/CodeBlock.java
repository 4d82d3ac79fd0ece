// SPDX-License-Identifier: Apache-2.0
package dev.memoir.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block of code in a page.
 *
 * @param page the file of the page
 * @param line the line on which the code begins, from 1
 * @param language the language of the block
 * @param directive the comment in the line before, without its delimiters, or empty
 * @param code the code
 * @param output the text of the following block if its language is {@code text}, or null
 */
record CodeBlock(
        Path page,
        int line,
        String language,
        String directive,
        String code,
        @Nullable String output) {

    private static final Pattern BLOCK = Pattern.compile(
            "(?:^<!-- (?<directive>[^\\n]*) -->\\n)?^```(?<language>[a-z]+)\\n(?<code>.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    /** {@return the blocks of a page, in order} */
    static List<CodeBlock> of(Path page) throws IOException {
        String text = Files.readString(page);
        List<CodeBlock> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            int line = (int) text.substring(0, block.start("code")).lines().count() + 1;
            String language = block.group("language");
            if (language.equals("text") && !blocks.isEmpty()) {
                CodeBlock before = blocks.remove(blocks.size() - 1);
                blocks.add(before.output() == null ? before.printing(block.group("code")) : before);
            }
            String directive = block.group("directive");
            blocks.add(new CodeBlock(
                    page, line, language, directive == null ? "" : directive.strip(), block.group("code"), null));
        }
        return blocks;
    }

    private CodeBlock printing(String text) {
        return new CodeBlock(page, line, language, directive, code, text);
    }

    /** {@return the argument of a directive, or null if the block has another directive or none} */
    @Nullable
    String directive(String name) {
        if (directive.equals(name)) {
            return "";
        }
        return directive.startsWith(name + ":")
                ? directive.substring(name.length() + 1).strip()
                : null;
    }

    @Override
    public String toString() {
        return page.getFileName() + ":" + line;
    }
}
