// SPDX-License-Identifier: Apache-2.0
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

/**
 * Configuration properties of what is forgotten automatically, in all scopes, except pinned memories. Nothing unless
 * set.
 */
@ConfigurationProperties(RetentionProperties.PREFIX)
public class RetentionProperties {

    /** The prefix of these properties. */
    static final String PREFIX = MemoirProperties.PREFIX + ".retention";

    /**
     * Time after which turns are forgotten, from when they were recorded, such as 90d; facts extracted from them stay.
     */
    private @Nullable Duration turns;

    /** Time after which memories of all kinds are forgotten, from when they last changed. */
    private @Nullable Duration memories;

    /**
     * Time after which memories of one kind are forgotten, from when they last changed, by kind, such as event=365d.
     */
    private Map<MemoryKind, Duration> kinds = new EnumMap<>(MemoryKind.class);

    /** Time after which expired memories are forgotten, from their expiry; otherwise they are only hidden. */
    private @Nullable Duration expired;

    /**
     * Time after which retracted and superseded memories are forgotten, from when they were retracted or superseded.
     */
    private @Nullable Duration past;

    /** Interval at which the rules are applied. */
    private Duration every = RetentionPolicy.DAILY;

    /** {@return the time after which turns are forgotten, from when they were recorded} */
    public @Nullable Duration getTurns() {
        return turns;
    }

    /**
     * Sets the time after which turns are forgotten, from when they were recorded.
     *
     * @param turns the time, or null for never
     */
    public void setTurns(@Nullable Duration turns) {
        this.turns = turns;
    }

    /** {@return the time after which memories of all kinds are forgotten, from when they last changed} */
    public @Nullable Duration getMemories() {
        return memories;
    }

    /**
     * Sets the time after which memories of all kinds are forgotten, from when they last changed.
     *
     * @param memories the time, or null for never
     */
    public void setMemories(@Nullable Duration memories) {
        this.memories = memories;
    }

    /** {@return the times after which memories of one kind are forgotten, from when they last changed} */
    public Map<MemoryKind, Duration> getKinds() {
        return kinds;
    }

    /**
     * Sets the times after which memories of one kind are forgotten, from when they last changed.
     *
     * @param kinds the times by kind
     */
    public void setKinds(Map<MemoryKind, Duration> kinds) {
        this.kinds = kinds;
    }

    /** {@return the time after which expired memories are forgotten, from their expiry} */
    public @Nullable Duration getExpired() {
        return expired;
    }

    /**
     * Sets the time after which expired memories are forgotten, from their expiry.
     *
     * @param expired the time, or null for never
     */
    public void setExpired(@Nullable Duration expired) {
        this.expired = expired;
    }

    /** {@return the time after which retracted and superseded memories are forgotten} */
    public @Nullable Duration getPast() {
        return past;
    }

    /**
     * Sets the time after which retracted and superseded memories are forgotten.
     *
     * @param past the time, or null for never
     */
    public void setPast(@Nullable Duration past) {
        this.past = past;
    }

    /** {@return the interval at which the rules are applied} */
    public Duration getEvery() {
        return every;
    }

    /**
     * Sets the interval at which the rules are applied.
     *
     * @param every the interval, at least a second
     */
    public void setEvery(Duration every) {
        this.every = every;
    }

    /** {@return the policy of these properties} */
    RetentionPolicy policy() {
        List<RetentionRule> rules = new ArrayList<>();
        if (expired != null) {
            rules.add(RetentionRule.expiredMemories(expired));
        }
        if (past != null) {
            rules.add(RetentionRule.pastMemories(past));
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
