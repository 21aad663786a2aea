/** The row under every widget: download, restore, reset. */

import { outcomeOf } from "./form.js";

/** @typedef {import("./session.js").Session} Session */
/**
 * A widget on a page: its element, its session, how it speaks (`say`), and a prefix for ids.
 * @typedef {{root: Element, session: Session, say: (text: string, quiet?: boolean) => void, uid: string}} View
 */

/** @param {string} text @param {Record<string, string | number>} values @returns {string} */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

/**
 * Speak in the message line of a part of a widget: to everybody, or (quiet) to a screen reader only.
 * @param {Element | null} part @returns {(text: string, quiet?: boolean) => void}
 */
export function speaker(part) {
  const message = part?.querySelector(".ss-message");
  return (text, quiet = false) => {
    if (!message) return;
    message.classList.toggle("ss-quiet", quiet);
    message.textContent = text;
  };
}

/** @param {View} view */
export function hydrateTools({ root, session, say }) {
  const s = session.strings;
  /** @param {string} name @returns {HTMLElement | null} */
  const part = (name) => root.querySelector(`.ss-${name}`);
  const file = /** @type {HTMLInputElement | null} */ (part("file"));
  const undo = part("undo");

  part("download")?.addEventListener("click", () => say(fill(s["downloaded"] ?? "", session.download())));
  part("restore")?.addEventListener("click", () => file?.click());
  file?.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (!chosen) return;
    const result = await session.restore(chosen);
    if ("why" in result) return say(fill(s["notRestored"] ?? "", result));
    say(fill(s["restored"] ?? "", result));
  });
  part("reset")?.addEventListener("click", () => {
    session.reset();
    say(s["reset"] ?? "");
  });
  undo?.addEventListener("click", () => {
    part("reset")?.focus();
    session.undo();
    say(s["undone"] ?? "");
  });
}

/** Say how far the learner is, warn where nothing can be kept, and offer Undo only while there is something to undo. @param {View} view */
export function paintProgress({ root, session }) {
  const { items, checked, answers, strings: s } = session;
  const good = (/** @type {string} */ id) => {
    const item = items.get(id);
    return item && ["best", "also"].includes(outcomeOf(item, answers[id]));
  };
  const right = checked.filter(good).length;
  const keyed = [...items.values()].some((item) => item.accepted.length || item.right);
  const text = fill((keyed ? s["progress"] : s["progressNoKey"]) ?? "", { checked: keyed ? checked.length : Object.keys(answers).length, all: items.size, right });
  const undo = /** @type {HTMLElement | null} */ (root.querySelector(".ss-undo"));
  if (undo) undo.hidden = session.before === null;
  const line = root.querySelector(".ss-progress");
  if (line) line.textContent = session.canKeep ? text : `${text} ${s["noStorage"]}`;
}
