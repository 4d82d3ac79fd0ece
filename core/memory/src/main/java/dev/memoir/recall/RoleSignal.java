package dev.memoir.recall;

/**
 * Whose words it is: people's own count, and the assistant's where the question asks for them. Three quarters of the evidence
 * of BEAM's questions are in the user's messages, which assistants' long answers on the same matter crowd out.
 */
final class RoleSignal implements Signal {

    static final String NAME = "role";

    private final boolean asksAssistant;

    RoleSignal(RankingContext scene) {
        asksAssistant = scene.question().asksAssistant();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        return seat.byAssistant() == asksAssistant ? 1 : 0;
    }
}
