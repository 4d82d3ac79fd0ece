package com.example;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchResult;
import dev.memoir.Turn;
import java.nio.file.Path;

/** Remembers what each user says and recalls what matters for a question. It needs no model, server or key. */
public class Notebook {

    private final LongTermMemory memory;

    Notebook(LongTermMemory memory) {
        this.memory = memory;
    }

    void write(String user, String note) {
        memory.add(Scope.user(user), Turn.user(note));
    }

    /** The block to put into a model's prompt, empty if nothing is relevant. */
    String read(String user, String question) {
        SearchResult found = memory.search(Scope.user(user), question);
        return found.context();
    }

    public static void main(String[] args) {
        try (LongTermMemory memory = LongTermMemory.open(Path.of("my-memory"))) {
            Notebook notebook = new Notebook(memory);
            notebook.write("zoe", "My sister Ana moved to Lisbon in May.");
            System.out.println(notebook.read("zoe", "Where does my sister live?"));
        }
    }
}
