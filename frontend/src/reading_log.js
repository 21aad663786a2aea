/** `ReadingLog`: what this browser keeps of the whole book, exercise by exercise. */

import { KEPT } from "./session.js";
import * as store from "./store.js";
import { part } from "./tools.js";

/** @typedef {import("./tools.js").View} View */

/** @param {View} view @returns {() => void} the function that paints it */
export function hydrateReadingLog({ root, session, say, signal }) {
  const { model, t } = session;
  /** @type {Record<string, {version: number, items: number}>} */ const catalogue = model.get("catalogue");
  /** @type {[string, string][]} */ let before = [];
  const undo = part(root, "undo");
  const kept = store.works(); // asked once: the answer is written, and other tabs hear of it

  part(root, "reset")?.addEventListener(
    "click",
    (event) => {
      event.stopImmediatePropagation(); // the reset of all, and not of this list
      before = store.take(session.book, session.live);
      say(t(before.length ? "resetAll" : "nothing"));
      paint();
    },
    { capture: true },
  );
  undo?.addEventListener(
    "click",
    (event) => {
      event.stopImmediatePropagation();
      part(root, "reset")?.focus();
      session.canKeep = store.putBack(before);
      before = [];
      say(t("undoneAll"));
      paint();
    },
    { capture: true },
  );
  for (const name of ["storage", KEPT]) addEventListener(name, paint, { signal });

  function paint() {
    const all = session.everything();
    /** @type {Record<string, number>} */ const progress = {};
    let done = 0;
    for (const line of root.querySelectorAll("tr[data-activity]")) {
      const id = line.getAttribute("data-activity") ?? "";
      const { version, items } = catalogue[id] ?? { version: 1, items: 0 };
      const mine = all.get(id);
      const n = mine?.version === version ? Object.keys(mine.answers).filter((id) => !id.endsWith(".confidence")).length : 0;
      if (n) progress[id] = n;
      const full = items > 0 && n >= items;
      done += Number(full);
      const cell = line.querySelector(".ss-cell");
      const extra = full ? ` ✓ ${t("done")}` : mine && !n ? ` (${t("older")})` : "";
      if (cell) cell.textContent = t("cell", { n, all: items }) + extra;
    }
    const n = [...all.values()].reduce((sum, { answers }) => sum + Object.keys(answers).length, 0);
    const line = root.querySelector(".ss-progress");
    const text = n ? t("sum", { done, all: Object.keys(catalogue).length, n }) : t("empty");
    if (line) line.textContent = kept ? text : `${text} ${t("noStorage")}`;
    if (undo) undo.hidden = !before.length;
    if (JSON.stringify(model.get("progress") ?? {}) !== JSON.stringify(progress)) {
      model.set("progress", progress);
      model.save_changes();
    }
  }
  return paint;
}
