// The pane on the left: the running conversation.

import * as api from "./api.js";
import {byId, el, plural, say, words} from "./shared/dom.js";

const EXAMPLES = ["My sister Ana moved to Lisbon in May.", "I am allergic to peanuts.", "Where does my sister live?"];

export class Chat {
  #user = null;
  #conversation = null;
  #answering = null;
  #explain;
  #look;
  #answered;
  #failed;

  /**
   * @param explain called with an answer {items, notices, text} whose reasons are to be shown, or null
   * @param look called to have them looked at
   * @param answered called when an answer has ended, well or not
   * @param failed called with what a call threw
   */
  constructor(explain, look, answered, failed) {
    this.#explain = explain;
    this.#look = look;
    this.#answered = answered;
    this.#failed = failed;
    const field = byId("words");
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#answering) {
        this.#answering.abort();
      } else {
        this.#say(field.value);
      }
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#say(field.value);
      }
    });
    field.addEventListener("input", () => this.#grow());
  }

  /** Opens a user's conversation, as far as memory still holds it. */
  async open(user, conversation) {
    this.#answering?.abort();
    this.#user = user;
    this.#conversation = conversation;
    byId("messages").replaceChildren();
    this.#welcome();
    this.#explain(null);
    try {
      const turns = await api.conversation(user, conversation);
      if (this.#conversation === conversation && !byId("messages").hasChildNodes()) {
        turns.forEach(({id, source, text}) => byId("messages").append(this.#bubble(source === "user", text, id)));
        this.#welcome();
        this.#toEnd();
      }
    } catch (failure) {
      this.#failed(failure);
    }
  }

  /**
   * What is not remembered any more is not shown any more; null for everything. An answer that is not remembered itself, and
   * quotes the old words, goes with them.
   */
  forgot(gone, corrected, text, told = "Forgotten.") {
    for (const bubble of byId("messages").children) {
      const quotes = text && !bubble.dataset.id && bubble.classList.contains("theirs") && bubble.textContent.includes(text);
      if (gone === null || gone.includes(bubble.dataset.id) || quotes) {
        const why = bubble.dataset.id && bubble.dataset.id === corrected ? "Corrected. It is a memory now." : told;
        bubble.replaceChildren(el("p", {class: "gone"}, why));
      }
    }
  }

  async #say(typed) {
    const asked = typed.trim();
    if (!asked || this.#answering) {
      byId("words").focus();
      return;
    }
    byId("words").value = "";
    this.#grow();
    const mine = this.#bubble(true, asked);
    const bubble = el("li", {class: "theirs", "aria-busy": "true"});
    const text = el("p", {class: "words waiting"}, el("span", {class: "dots", "aria-hidden": "true"}), el("span", {class: "unseen"}, "Answering…"));
    bubble.append(el("span", {class: "unseen"}, "Assistant: "), text);
    byId("messages").append(mine, bubble);
    this.#welcome();
    this.#toEnd();
    this.#busy(new AbortController());
    say("Answering…");
    const answer = {items: [], notices: [], text: ""};
    const answering = this.#answering;
    try {
      for await (const part of api.say(this.#user, this.#conversation, asked, answering.signal)) {
        this.#take(part, {answer, mine, bubble, text});
      }
      say(answer.text);
    } catch (failure) {
      this.#broke(failure, {asked, bubble, text, answer});
    } finally {
      bubble.removeAttribute("aria-busy");
      if (this.#answering === answering) {
        this.#busy(null);
      }
      this.#answered();
    }
  }

  #take(part, {answer, mine, bubble, text}) {
    const near = this.#nearEnd();
    switch (part.type) {
      case "recalled":
        answer.items = part.items;
        answer.notices = part.notices;
        this.#explain(answer);
        break;
      case "words":
        if (!answer.text) {
          text.classList.remove("waiting");
          text.replaceChildren();
        }
        answer.text += part.text;
        text.append(part.text);
        break;
      case "written":
        mine.dataset.id = part.asked ?? "";
        bubble.dataset.id = part.answered ?? "";
        bubble.append(this.#reason(answer));
        this.#explain(answer);
        break;
      case "failed":
        throw new api.Refused(502, part.why);
    }
    if (near) {
      this.#toEnd();
    }
  }

  #reason(answer) {
    const count = answer.items.length;
    return el("button", {type: "button", class: "quiet small reason", onclick: () => {
      this.#explain(answer);
      this.#look();
    }}, count ? `Why? ${plural(count, "thing")} recalled` : "Nothing was recalled");
  }

  #broke(failure, {asked, bubble, text, answer}) {
    if (!answer.text) {
      text.remove();
    }
    text.classList.remove("waiting");
    if (failure.name === "AbortError") {
      bubble.append(el("p", {class: "gone"}, "Stopped. What you said is remembered."));
      say("Stopped.");
      return;
    }
    bubble.append(el("div", {class: "broken"},
        el("p", {}, failure.message),
        el("button", {type: "button", class: "quiet small", onclick: () => {
          if (!this.#answering) {
            bubble.previousElementSibling?.remove();
            bubble.remove();
            this.#say(asked);
          }
        }}, "Try again")));
    say(failure.message);
    this.#failed(failure);
    this.#toEnd();
  }

  #bubble(mine, text, id = "") {
    return el("li", {class: mine ? "mine" : "theirs", "data-id": id},
        el("span", {class: "unseen"}, mine ? "You: " : "Assistant: "),
        words(text, {class: "words"}));
  }

  #welcome() {
    const welcome = byId("welcome");
    welcome.hidden = byId("messages").hasChildNodes();
    welcome.replaceChildren(...(welcome.hidden ? [] : [
        el("p", {class: "hello"}, `Hello, ${this.#user}.`),
        el("p", {}, "Tell me something, start a new conversation, and ask me about it. I remember across conversations and restarts."),
        el("div", {class: "examples"}, ...EXAMPLES.map((example) =>
          el("button", {type: "button", onclick: () => {
            byId("talk").focus();
            this.#say(example);
          }}, example))),
    ]));
  }

  #busy(answering) {
    this.#answering = answering;
    byId("send").textContent = answering ? "Stop" : "Send";
  }

  #grow() {
    const field = byId("words");
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight + 2, 180)}px`;
  }

  #nearEnd() {
    const talk = byId("talk");
    return talk.scrollHeight - talk.scrollTop - talk.clientHeight < 80;
  }

  #toEnd() {
    byId("talk").scrollTop = byId("talk").scrollHeight;
  }
}
