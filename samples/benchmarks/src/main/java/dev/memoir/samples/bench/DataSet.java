// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.testing.evaluation.EvaluatedChat;
import dev.memoir.testing.evaluation.EvaluationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The data set of a benchmark. It has no default, because no data set is part of the repository. */
final class DataSet {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "The data set: a JSON file in LoCoMo's format.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    /** {@return the file} */
    Path file() {
        return file;
    }

    /**
     * {@return the conversations of the file}
     *
     * @throws ParameterException if there is no such file
     * @throws IOException if the file is not JSON or cannot be read
     */
    List<EvaluatedChat> read() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(command.commandLine(), "There is no file " + file + ".");
        }
        return EvaluationSet.read(file).chats();
    }
}
