// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.inspection.CheckLevel;
import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.InspectionReport;
import dev.memoir.samples.chat.PrintableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the report of an inspection: for people, or as JSON. */
final class InspectionPrinter {

    private InspectionPrinter() {}

    /** {@return a summary, which monitoring shows, and a line for each check with what to do} */
    static String text(InspectionReport report) {
        return summary(report) + "\n"
                + report.results().stream().map(InspectionPrinter::line).collect(Collectors.joining("\n"));
    }

    private static String summary(InspectionReport report) {
        List<String> attention = report.results().stream()
                .filter(result -> result.level() != CheckLevel.OK)
                .map(CheckResult::check)
                .toList();
        return "memoir " + report.level() + ": "
                + (attention.isEmpty()
                        ? "all " + report.results().size() + " checks passed"
                        : "look at " + String.join(", ", attention));
    }

    private static String line(CheckResult result) {
        String advice = result.advice().isEmpty() ? "" : " -> " + result.advice();
        return String.format("%-8s", result.level())
                + PrintableText.unbroken(result.check() + ": " + result.message() + advice);
    }

    static String json(InspectionReport report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("level", report.level());
        root.put("checks", report.results());
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Results of checks are plain records, which can be written.", e);
        }
    }
}
