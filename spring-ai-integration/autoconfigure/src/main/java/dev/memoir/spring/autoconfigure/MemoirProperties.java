package dev.memoir.spring.autoconfigure;

import dev.memoir.SearchRequest;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What an application can set of Memoir. */
@ConfigurationProperties(MemoirProperties.PREFIX)
public class MemoirProperties {

    /** What every property begins with. */
    public static final String PREFIX = "memoir";

    /** Directory of the embedded memory; without it or a datasource there is no memory. With a datasource, of the Lucene index alone. */
    private @Nullable Path directory;

    private final Datasource datasource = new Datasource();

    /** What turns texts into vectors, unless the application defines an Embedder. */
    private EmbedderKind embedder = EmbedderKind.AUTO;

    /**
     * Time zone of turns and questions that name none: an IANA id, such as Europe/Berlin, or an offset, such as +09:00.
     * UTC unless set.
     */
    private @Nullable ZoneId zone;

    private final EmbeddingModelIdentity embeddingModel = new EmbeddingModelIdentity();
    private final Recall recall = new Recall();
    private final Capture capture = new Capture();
    private final Extraction extraction = new Extraction();
    private final Advisor advisor = new Advisor();

    /** {@return the directory of the embedded memory} */
    public @Nullable Path getDirectory() {
        return directory;
    }

    /**
     * Sets the directory of the embedded memory.
     *
     * @param directory the directory of the embedded memory
     */
    public void setDirectory(@Nullable Path directory) {
        this.directory = directory;
    }

    /** {@return the PostgreSQL database that has the memory} */
    public Datasource getDatasource() {
        return datasource;
    }

    /** {@return what turns texts into vectors} */
    public EmbedderKind getEmbedder() {
        return embedder;
    }

    /**
     * Sets what turns texts into vectors.
     *
     * @param embedder what turns texts into vectors
     */
    public void setEmbedder(EmbedderKind embedder) {
        this.embedder = embedder;
    }

    /** {@return the time zone of turns and questions that name none; null for UTC} */
    public @Nullable ZoneId getZone() {
        return zone;
    }

    /**
     * Sets the time zone of turns and questions that name none.
     *
     * @param zone the time zone of turns and questions that name none, or null for UTC
     */
    public void setZone(@Nullable ZoneId zone) {
        this.zone = zone;
    }

    /** {@return what the application's embedding model is known as} */
    public EmbeddingModelIdentity getEmbeddingModel() {
        return embeddingModel;
    }

    /** {@return what is recalled before a turn} */
    public Recall getRecall() {
        return recall;
    }

    /** {@return what is stored after a turn} */
    public Capture getCapture() {
        return capture;
    }

    /** {@return how facts are drawn from what was said} */
    public Extraction getExtraction() {
        return extraction;
    }

    /** {@return which chat clients remember} */
    public Advisor getAdvisor() {
        return advisor;
    }

    /** What turns texts into vectors. */
    public enum EmbedderKind {
        /** The application's embedding model if it has one, or a primary one, else the one that core brings. */
        AUTO,
        /** The one that core brings: all-MiniLM-L6-v2, in this process. */
        MINILM,
        /** The application's embedding model; without one the application does not start. */
        MODEL
    }

    /** The PostgreSQL database that has the memory, for an application on several machines. */
    public static class Datasource {

        /** Whether the application's DataSource, its only or primary one, has the memory. */
        private boolean application;

        /** JDBC URL of a database of the memory's own, such as jdbc:postgresql://localhost:5432/memoir. */
        private @Nullable String url;

        /** Who connects to the URL. */
        private String username = "";

        /** Password of the username. */
        private String password = "";

        /** Schema of the memory's tables, made if need be. */
        private String schema = "memoir";

        /** What the names of the memory's tables begin with. */
        private String tablePrefix = "";

        /** {@return whether the application's DataSource has the memory} */
        public boolean isApplication() {
            return application;
        }

        /**
         * Sets whether the application's DataSource has the memory.
         *
         * @param application whether its only or primary one has
         */
        public void setApplication(boolean application) {
            this.application = application;
        }

        /** {@return the JDBC URL of a database of the memory's own} */
        public @Nullable String getUrl() {
            return url;
        }

        /**
         * Sets the JDBC URL of a database of the memory's own.
         *
         * @param url of PostgreSQL
         */
        public void setUrl(@Nullable String url) {
            this.url = url;
        }

        /** {@return who connects} */
        public String getUsername() {
            return username;
        }

        /**
         * Sets who connects.
         *
         * @param username who owns, or may make, the schema
         */
        public void setUsername(String username) {
            this.username = username;
        }

        /** {@return the password} */
        public String getPassword() {
            return password;
        }

        /**
         * Sets the password.
         *
         * @param password of the username
         */
        public void setPassword(String password) {
            this.password = password;
        }

        /** {@return the schema of the tables} */
        public String getSchema() {
            return schema;
        }

        /**
         * Sets the schema of the tables.
         *
         * @param schema small letters, digits and underscores
         */
        public void setSchema(String schema) {
            this.schema = schema;
        }

        /** {@return what the tables' names begin with} */
        public String getTablePrefix() {
            return tablePrefix;
        }

        /**
         * Sets what the tables' names begin with.
         *
         * @param tablePrefix small letters, digits and underscores
         */
        public void setTablePrefix(String tablePrefix) {
            this.tablePrefix = tablePrefix;
        }
    }

    /** What the application's embedding model is known as, where it should not be asked. */
    public static class EmbeddingModelIdentity {

        /** Name of the embedding model's vector space; without it the model is asked for its name when the application starts. */
        private @Nullable String id;

        /** Length of the embedding model's vectors; with the id, the application starts without asking the model. */
        private @Nullable Integer dimension;

        /** {@return the name of its vector space} */
        public @Nullable String getId() {
            return id;
        }

        /**
         * Sets the name of its vector space.
         *
         * @param id to be changed with the model, and with nothing else
         */
        public void setId(@Nullable String id) {
            this.id = id;
        }

        /** {@return the length of its vectors} */
        public @Nullable Integer getDimension() {
            return dimension;
        }

        /**
         * Sets the length of its vectors.
         *
         * @param dimension the length of its vectors
         */
        public void setDimension(@Nullable Integer dimension) {
            this.dimension = dimension;
        }
    }

    /** What is recalled before a turn. */
    public static class Recall {

        /** Most turns and memories recalled for a turn. */
        private int limit = SearchRequest.DEFAULT_LIMIT;

        /** Most tokens of the recalled block in a prompt. */
        private int tokenBudget = SearchRequest.DEFAULT_TOKEN_BUDGET;

        /** Least probability that memory holds what is asked for, for anything to be recalled; 0 recalls always. */
        private double minRelevance = SearchRequest.DEFAULT_MIN_RELEVANCE;

        /** Most tokens of the profile that is in every prompt before what is recalled; 0 for none. */
        private int profileTokens;

        /** {@return the most turns and memories recalled for a turn} */
        public int getLimit() {
            return limit;
        }

        /**
         * Sets the most turns and memories recalled for a turn.
         *
         * @param limit the most turns and memories recalled for a turn
         */
        public void setLimit(int limit) {
            if (limit < 0 || limit > SearchRequest.MAX_LIMIT) {
                throw new IllegalArgumentException(
                        limit + " is not between 0 and " + SearchRequest.MAX_LIMIT + ", what a search can find");
            }
            this.limit = limit;
        }

        /** {@return the most tokens of the recalled block in a prompt} */
        public int getTokenBudget() {
            return tokenBudget;
        }

        /**
         * Sets the most tokens of the recalled block in a prompt.
         *
         * @param tokenBudget the most tokens of the recalled block in a prompt
         */
        public void setTokenBudget(int tokenBudget) {
            if (tokenBudget < 0) {
                throw new IllegalArgumentException(tokenBudget + " is negative; 0 recalls nothing into the prompt");
            }
            this.tokenBudget = tokenBudget;
        }

        /** {@return the least probability that memory holds what is asked for, for anything to be recalled} */
        public double getMinRelevance() {
            return minRelevance;
        }

        /**
         * Sets the least relevance.
         *
         * @param minRelevance the least probability that memory holds what is asked for, for anything to be recalled
         */
        public void setMinRelevance(double minRelevance) {
            if (!(minRelevance >= 0 && minRelevance < 1)) {
                throw new IllegalArgumentException(minRelevance + " is not at least 0 and below 1; 0 recalls always");
            }
            this.minRelevance = minRelevance;
        }

        /** {@return the most tokens of the profile in every prompt; 0 for none} */
        public int getProfileTokens() {
            return profileTokens;
        }

        /**
         * Sets the most tokens of the profile in every prompt.
         *
         * @param profileTokens the most tokens of the profile in every prompt; 0 for none
         */
        public void setProfileTokens(int profileTokens) {
            if (profileTokens < 0) {
                throw new IllegalArgumentException(profileTokens + " is negative; 0 is no profile");
            }
            this.profileTokens = profileTokens;
        }
    }

    /** How facts are drawn from what was said. */
    public static class Extraction {

        /** Whether facts are drawn from turns, by the application's chat model; without one, turns are remembered word for word. */
        private boolean enabled = true;

        /** What is asked of every extraction beside the instructions it has. */
        private @Nullable String instructions;

        /** Topics of which alone facts are kept, such as "allergies"; everything worth it unless set. */
        private List<String> includes = List.of();

        /** Topics of which no facts are kept, such as "health". */
        private List<String> excludes = List.of();

        /** From how many tokens of prompts and replies on a scope's turns wait for the next day (in UTC). Unlimited unless set. */
        private @Nullable Long dailyTokens;

        /** {@return what is asked of every extraction beside its own instructions, or null} */
        public @Nullable String getInstructions() {
            return instructions;
        }

        /**
         * Sets what is asked of every extraction beside its own instructions.
         *
         * @param instructions such as "Keep allergies."
         */
        public void setInstructions(@Nullable String instructions) {
            this.instructions = instructions;
        }

        /** {@return the topics of which alone facts are kept; empty for everything worth it} */
        public List<String> getIncludes() {
            return includes;
        }

        /**
         * Sets of what alone facts are kept.
         *
         * @param includes topics such as "allergies"
         */
        public void setIncludes(List<String> includes) {
            this.includes = includes;
        }

        /** {@return the topics of which no facts are kept} */
        public List<String> getExcludes() {
            return excludes;
        }

        /**
         * Sets of what no facts are kept.
         *
         * @param excludes topics such as "health"
         */
        public void setExcludes(List<String> excludes) {
            this.excludes = excludes;
        }

        /** {@return from how many tokens on a scope's turns wait for the next day, or null for no ceiling} */
        public @Nullable Long getDailyTokens() {
            return dailyTokens;
        }

        /**
         * Sets from how many tokens on a scope's turns wait for the next day.
         *
         * @param dailyTokens at least 1, or null for no ceiling
         */
        public void setDailyTokens(@Nullable Long dailyTokens) {
            if (dailyTokens != null && dailyTokens < 1) {
                throw new IllegalArgumentException(dailyTokens
                        + " tokens a day would draw no facts at all; memoir.extraction.enabled=false says so");
            }
            this.dailyTokens = dailyTokens;
        }

        /** {@return whether facts are drawn} */
        public boolean isEnabled() {
            return enabled;
        }

        /**
         * Sets whether facts are drawn.
         *
         * @param enabled whether facts are drawn; each batch of turns costs a call of the chat model
         */
        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }
    }

    /** What is stored after a turn. */
    public static class Capture {

        /** Whether turns are stored. */
        private boolean enabled = true;

        /** {@return whether turns are stored} */
        public boolean isEnabled() {
            return enabled;
        }

        /**
         * Sets whether turns are stored.
         *
         * @param enabled whether turns are stored
         */
        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }
    }

    /** Which chat clients remember. */
    public static class Advisor {

        /** Whether the advisor is attached to every auto-configured ChatClient builder. */
        private boolean attach = true;

        /** {@return whether the advisor is attached to every auto-configured builder} */
        public boolean isAttach() {
            return attach;
        }

        /**
         * Sets whether the advisor is attached to every auto-configured builder.
         *
         * @param attach whether the advisor is attached to every auto-configured builder
         */
        public void setAttach(boolean attach) {
            this.attach = attach;
        }
    }
}
