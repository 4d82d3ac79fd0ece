// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.SearchRequest;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Configuration properties of Memoir. */
@ConfigurationProperties(MemoirProperties.PREFIX)
public class MemoirProperties {

    /** The prefix of all properties. */
    public static final String PREFIX = "memoir";

    /**
     * Directory of the embedded memory; without it or a data source there is no memory. With a data source, directory
     * of the Lucene index alone.
     */
    private @Nullable Path directory;

    private final Datasource datasource = new Datasource();

    /** Which model embeds texts, unless the application defines an Embedder. */
    private EmbedderKind embedder = EmbedderKind.AUTO;

    /**
     * Time zone of turns and queries that have none: an IANA id, such as Europe/Berlin, or an offset, such as +09:00.
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

    /** {@return the PostgreSQL database of the memory} */
    public Datasource getDatasource() {
        return datasource;
    }

    /** {@return which model embeds texts} */
    public EmbedderKind getEmbedder() {
        return embedder;
    }

    /**
     * Sets which model embeds texts.
     *
     * @param embedder the kind of embedder
     */
    public void setEmbedder(EmbedderKind embedder) {
        this.embedder = embedder;
    }

    /** {@return the time zone of turns and queries that have none; null for UTC} */
    public @Nullable ZoneId getZone() {
        return zone;
    }

    /**
     * Sets the time zone of turns and queries that have none.
     *
     * @param zone the time zone, or null for UTC
     */
    public void setZone(@Nullable ZoneId zone) {
        this.zone = zone;
    }

    /** {@return the identity of the application's embedding model} */
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

    /** {@return how facts are extracted from turns} */
    public Extraction getExtraction() {
        return extraction;
    }

    /** {@return which chat clients have the memory} */
    public Advisor getAdvisor() {
        return advisor;
    }

    /** Which model embeds texts. */
    public enum EmbedderKind {
        /** The application's embedding model if it has exactly one or a primary one, else the embedded one. */
        AUTO,
        /** The embedded one: all-MiniLM-L6-v2, in this process. */
        MINILM,
        /** The application's embedding model; without one the application does not start. */
        MODEL
    }

    /** The PostgreSQL database of the memory, for an application on several machines. */
    public static class Datasource {

        /** Whether the memory is in the database of the application's only or primary DataSource. */
        private boolean application;

        /** JDBC URL of a separate database for the memory, such as jdbc:postgresql://localhost:5432/memoir. */
        private @Nullable String url;

        /** User name for the URL. */
        private String username = "";

        /** Password for the URL. */
        private String password = "";

        /** Schema of the memory's tables, created if necessary. */
        private String schema = "memoir";

        /** Prefix of the names of the memory's tables. */
        private String tablePrefix = "";

        /** {@return whether the memory is in the database of the application's DataSource} */
        public boolean isApplication() {
            return application;
        }

        /**
         * Sets whether the memory is in the database of the application's DataSource.
         *
         * @param application true for the application's only or primary DataSource
         */
        public void setApplication(boolean application) {
            this.application = application;
        }

        /** {@return the JDBC URL of a separate database for the memory} */
        public @Nullable String getUrl() {
            return url;
        }

        /**
         * Sets the JDBC URL of a separate database for the memory.
         *
         * @param url a PostgreSQL URL
         */
        public void setUrl(@Nullable String url) {
            this.url = url;
        }

        /** {@return the user name for the URL} */
        public String getUsername() {
            return username;
        }

        /**
         * Sets the user name for the URL.
         *
         * @param username a user who owns, or may create, the schema
         */
        public void setUsername(String username) {
            this.username = username;
        }

        /** {@return the password for the URL} */
        public String getPassword() {
            return password;
        }

        /**
         * Sets the password for the URL.
         *
         * @param password the password of the user
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
         * @param schema the name: lower-case letters, digits and underscores
         */
        public void setSchema(String schema) {
            this.schema = schema;
        }

        /** {@return the prefix of the table names} */
        public String getTablePrefix() {
            return tablePrefix;
        }

        /**
         * Sets the prefix of the table names.
         *
         * @param tablePrefix the prefix: lower-case letters, digits and underscores
         */
        public void setTablePrefix(String tablePrefix) {
            this.tablePrefix = tablePrefix;
        }
    }

    /**
     * The identity of the application's embedding model, for an application that should start without asking the model.
     */
    public static class EmbeddingModelIdentity {

        /**
         * Name of the embedding model's vector space; without it the model is asked for its name when the application
         * starts.
         */
        private @Nullable String id;

        /** Length of the embedding model's vectors; with the id, the application starts without asking the model. */
        private @Nullable Integer dimension;

        /** {@return the name of the model's vector space} */
        public @Nullable String getId() {
            return id;
        }

        /**
         * Sets the name of the model's vector space.
         *
         * @param id a name that changes with the model, and with nothing else
         */
        public void setId(@Nullable String id) {
            this.id = id;
        }

        /** {@return the length of the model's vectors} */
        public @Nullable Integer getDimension() {
            return dimension;
        }

        /**
         * Sets the length of the model's vectors.
         *
         * @param dimension the length
         */
        public void setDimension(@Nullable Integer dimension) {
            this.dimension = dimension;
        }
    }

    /** What is recalled before a turn. */
    public static class Recall {

        /** Maximum number of turns and memories recalled for a turn. */
        private int limit = SearchRequest.DEFAULT_LIMIT;

        /** Maximum number of tokens of the recalled block in a prompt. */
        private int tokenBudget = SearchRequest.DEFAULT_TOKEN_BUDGET;

        /**
         * Minimum probability that the memory holds what is asked for, below which nothing is recalled; 0 always
         * recalls.
         */
        private double minRelevance = SearchRequest.DEFAULT_MIN_RELEVANCE;

        /** Maximum number of tokens of the profile that precedes what is recalled in every prompt; 0 for none. */
        private int profileTokens;

        /** {@return the maximum number of turns and memories recalled for a turn} */
        public int getLimit() {
            return limit;
        }

        /**
         * Sets the maximum number of turns and memories recalled for a turn.
         *
         * @param limit the maximum
         */
        public void setLimit(int limit) {
            if (limit < 0 || limit > SearchRequest.MAX_LIMIT) {
                throw new IllegalArgumentException(
                        "The limit is " + limit + "; it must be between 0 and " + SearchRequest.MAX_LIMIT + ".");
            }
            this.limit = limit;
        }

        /** {@return the maximum number of tokens of the recalled block in a prompt} */
        public int getTokenBudget() {
            return tokenBudget;
        }

        /**
         * Sets the maximum number of tokens of the recalled block in a prompt.
         *
         * @param tokenBudget the maximum
         */
        public void setTokenBudget(int tokenBudget) {
            if (tokenBudget < 0) {
                throw new IllegalArgumentException("The token budget is " + tokenBudget
                        + "; it cannot be negative. 0 adds no block to the prompt.");
            }
            this.tokenBudget = tokenBudget;
        }

        /**
         * {@return the minimum probability that the memory holds what is asked for, below which nothing is recalled}
         */
        public double getMinRelevance() {
            return minRelevance;
        }

        /**
         * Sets the minimum probability that the memory holds what is asked for, below which nothing is recalled.
         *
         * @param minRelevance the minimum; 0 always recalls
         */
        public void setMinRelevance(double minRelevance) {
            if (!(minRelevance >= 0 && minRelevance < 1)) {
                throw new IllegalArgumentException("The minimum relevance is " + minRelevance
                        + "; it must be at least 0 and below 1. 0 always recalls.");
            }
            this.minRelevance = minRelevance;
        }

        /** {@return the maximum number of tokens of the profile in every prompt; 0 for none} */
        public int getProfileTokens() {
            return profileTokens;
        }

        /**
         * Sets the maximum number of tokens of the profile in every prompt.
         *
         * @param profileTokens the maximum; 0 for no profile
         */
        public void setProfileTokens(int profileTokens) {
            if (profileTokens < 0) {
                throw new IllegalArgumentException("The token budget of the profile is " + profileTokens
                        + "; it cannot be negative. 0 is no profile.");
            }
            this.profileTokens = profileTokens;
        }
    }

    /** How facts are extracted from turns. */
    public static class Extraction {

        /**
         * Whether facts are extracted from turns, by the application's chat model; without one, turns are stored
         * verbatim.
         */
        private boolean enabled = true;

        /** Instructions for every extraction, in addition to the built-in ones. */
        private @Nullable String instructions;

        /** Topics of the facts to keep, such as "allergies", excluding all others; every useful fact unless set. */
        private List<String> includes = List.of();

        /** Topics of the facts to leave out, such as "health". */
        private List<String> excludes = List.of();

        /**
         * Number of tokens of prompts and replies per day (in UTC) from which a scope's turns wait for the next day.
         * Unlimited unless set.
         */
        private @Nullable Long dailyTokens;

        /** {@return the instructions for every extraction, in addition to the built-in ones, or null} */
        public @Nullable String getInstructions() {
            return instructions;
        }

        /**
         * Sets the instructions for every extraction, in addition to the built-in ones.
         *
         * @param instructions the instructions, such as "Keep allergies."
         */
        public void setInstructions(@Nullable String instructions) {
            this.instructions = instructions;
        }

        /** {@return the topics of the facts to keep, excluding all others; empty for every useful fact} */
        public List<String> getIncludes() {
            return includes;
        }

        /**
         * Sets the topics of the facts to keep, excluding all others.
         *
         * @param includes topics such as "allergies"
         */
        public void setIncludes(List<String> includes) {
            this.includes = includes;
        }

        /** {@return the topics of the facts to leave out} */
        public List<String> getExcludes() {
            return excludes;
        }

        /**
         * Sets the topics of the facts to leave out.
         *
         * @param excludes topics such as "health"
         */
        public void setExcludes(List<String> excludes) {
            this.excludes = excludes;
        }

        /**
         * {@return the number of tokens per day from which a scope's turns wait for the next day, or null for no
         * ceiling}
         */
        public @Nullable Long getDailyTokens() {
            return dailyTokens;
        }

        /**
         * Sets the number of tokens per day from which a scope's turns wait for the next day.
         *
         * @param dailyTokens the number, at least 1, or null for no ceiling
         */
        public void setDailyTokens(@Nullable Long dailyTokens) {
            if (dailyTokens != null && dailyTokens < 1) {
                throw new IllegalArgumentException("The daily tokens are " + dailyTokens
                        + "; they must be at least 1. Set memoir.extraction.enabled=false to extract no facts.");
            }
            this.dailyTokens = dailyTokens;
        }

        /** {@return whether facts are extracted} */
        public boolean isEnabled() {
            return enabled;
        }

        /**
         * Sets whether facts are extracted.
         *
         * @param enabled whether facts are extracted; each batch of turns costs a call of the chat model
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

    /** Which chat clients have the memory. */
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
