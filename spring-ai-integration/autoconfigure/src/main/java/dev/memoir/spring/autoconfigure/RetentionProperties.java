package dev.memoir.spring.autoconfigure;

import dev.memoir.MemoryKind;
import dev.memoir.RetentionPolicy;
import dev.memoir.RetentionRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What is forgotten by itself: everybody's, but no pinned memory. Nothing unless set. */
@ConfigurationProperties(RetentionProperties.PREFIX)
public class RetentionProperties {

    /** What these properties begin with. */
    static final String PREFIX = MemoirProperties.PREFIX + ".retention";

    /** How long after they were recorded turns are forgotten, such as 90d; facts drawn from them stay. */
    private @Nullable Duration turns;

    /** How long after they last changed memories of all kinds are forgotten. */
    private @Nullable Duration memories;

    /** How long after they last changed memories of one kind are forgotten, by the kind, such as event=365d. */
    private Map<MemoryKind, Duration> kinds = new EnumMap<>(MemoryKind.class);

    /** How long after their expiry memories are forgotten, which are only hidden otherwise. */
    private @Nullable Duration expired;

    /** How long after they were retracted, or another took their place, memories are forgotten. */
    private @Nullable Duration past;

    /** How often it is looked for what is to be forgotten. */
    private Duration every = RetentionPolicy.DAILY;

    /** {@return how long after they were recorded turns are forgotten} */
    public @Nullable Duration getTurns() {
        return turns;
    }

    /**
     * Sets how long after they were recorded turns are forgotten.
     *
     * @param turns null for never
     */
    public void setTurns(@Nullable Duration turns) {
        this.turns = turns;
    }

    /** {@return how long after they last changed memories of all kinds are forgotten} */
    public @Nullable Duration getMemories() {
        return memories;
    }

    /**
     * Sets how long after they last changed memories of all kinds are forgotten.
     *
     * @param memories null for never
     */
    public void setMemories(@Nullable Duration memories) {
        this.memories = memories;
    }

    /** {@return how long after they last changed memories of a kind are forgotten} */
    public Map<MemoryKind, Duration> getKinds() {
        return kinds;
    }

    /**
     * Sets how long after they last changed memories of a kind are forgotten.
     *
     * @param kinds by the kind
     */
    public void setKinds(Map<MemoryKind, Duration> kinds) {
        this.kinds = kinds;
    }

    /** {@return how long after their expiry memories are forgotten} */
    public @Nullable Duration getExpired() {
        return expired;
    }

    /**
     * Sets how long after their expiry memories are forgotten.
     *
     * @param expired null for never
     */
    public void setExpired(@Nullable Duration expired) {
        this.expired = expired;
    }

    /** {@return how long after they stopped to stand memories are forgotten} */
    public @Nullable Duration getPast() {
        return past;
    }

    /**
     * Sets how long after they stopped to stand memories are forgotten.
     *
     * @param past null for never
     */
    public void setPast(@Nullable Duration past) {
        this.past = past;
    }

    /** {@return how often it is looked for what is to be forgotten} */
    public Duration getEvery() {
        return every;
    }

    /**
     * Sets how often it is looked for what is to be forgotten.
     *
     * @param every a second at least
     */
    public void setEvery(Duration every) {
        this.every = every;
    }

    /** {@return the rules that these properties say} */
    RetentionPolicy policy() {
        List<RetentionRule> rules = new ArrayList<>();
        if (expired != null) {
            rules.add(RetentionRule.expired(expired));
        }
        if (past != null) {
            rules.add(RetentionRule.past(past));
        }
        kinds.forEach((kind, age) -> rules.add(RetentionRule.memories(age, kind)));
        if (memories != null) {
            rules.add(RetentionRule.memories(memories));
        }
        if (turns != null) {
            rules.add(RetentionRule.turns(turns));
        }
        return new RetentionPolicy(rules, every);
    }
}
