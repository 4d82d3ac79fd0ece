package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memoir.LongTermMemory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {

    @Test
    void a_note_is_read_later_and_by_nobody_else(@TempDir Path directory) {
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            new Notebook(memory).write("zoe", "My sister Ana moved to Lisbon in May.");
        }
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            Notebook notebook = new Notebook(memory);
            assertTrue(notebook.read("zoe", "Where does my sister live?").contains("Lisbon"));
            assertEquals("", notebook.read("tom", "Where does my sister live?"));
        }
    }
}
