package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.util.Ec2Utils;
import java.io.IOException;
import java.lang.reflect.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietDjlTest {

    @AfterEach
    void clear() {
        System.clearProperty(QuietDjl.FLAVOR);
    }

    @Test
    void loadingNeverCallsHome() throws Exception {
        MiniLmEmbedder.load().close();
        assertThat(System.getProperty(QuietDjl.OPT_OUT)).isEqualTo("true");
        assertThat(lastCheckIn()).as("when DJL last called home").isZero();
    }

    @Test
    void callHomeReturnsEarly() throws Exception {
        QuietDjl.load(() -> {
            Ec2Utils.callHome("test");
            return "";
        });
        assertThat(lastCheckIn()).isZero();
    }

    @Test
    void applicationsWishToBeTrackedDoesNotHold() throws Exception {
        System.setProperty(QuietDjl.OPT_OUT, "false");
        callHomeReturnsEarly();
    }

    @Test
    void cudaBuildIsNotFetchedAndTheFlavourIsPutBack() throws Exception {
        assertThat(QuietDjl.load(() -> System.getProperty(QuietDjl.FLAVOR))).isEqualTo("cpu");
        assertThat(System.getProperty(QuietDjl.FLAVOR)).isNull();
        System.setProperty(QuietDjl.FLAVOR, "cu122");
        assertThat(QuietDjl.load(() -> System.getProperty(QuietDjl.FLAVOR))).isEqualTo("cu122");
        assertThat(System.getProperty(QuietDjl.FLAVOR)).isEqualTo("cu122");
    }

    @Test
    void failurePutsEverythingBackToo() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        assertThatThrownBy(() -> QuietDjl.load(() -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");
        assertThat(System.getProperty(QuietDjl.FLAVOR)).isNull();
        assertThat(System.getProperty(QuietDjl.OFFLINE)).isNull();
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private static long lastCheckIn() throws ReflectiveOperationException {
        Field field = Ec2Utils.class.getDeclaredField("lastCheckIn");
        field.setAccessible(true);
        return field.getLong(null);
    }
}
