// An id without its scope, as the audit log has it: finds whose it is and shows it there.

import * as api from "../api.js";
import {address, parametersOf} from "../router.js";
import {failure, head, loading} from "../view.js";

export function item(main, {id = ""}, {signal}) {
  main.append(head("Item"), loading());
  const find = async () => {
    try {
      const scope = await api.scopeOf(id);
      const type = await api.item("memory", scope, id, signal).then(() => "memory", (thrown) => {
        if (thrown.status === 404) {
          return "turn";
        }
        throw thrown;
      });
      if (!signal.aborted) {
        location.replace(address("memories", {...parametersOf(scope), view: type === "turn" ? "turns" : null, item: id, type}));
      }
    } catch (thrown) {
      if (thrown.name !== "AbortError") {
        main.replaceChildren(head("Item"), failure(thrown.status === 404 ? {status: 404, message: "It was forgotten since, or never stored."} : thrown, find));
      }
    }
  };
  find();
}
