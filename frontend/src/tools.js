/** The row under every widget: download, restore, reset. */

import { outcomeOf } from "./form.js";

/** @typedef {import("./session.js").Session} Session */
/**
 * A widget on a page: its element, its session, how it speaks (`say`), a prefix for ids, and when it ends.
 * @typedef {{root: Element, session: Session, say: (text: string, quiet?: boolean) => void, uid: string,
 *   signal: AbortSignal}} View
 */

/** A part of a widget by its class. @param {Element} root @param {string} name @returns {HTMLElement | null} */
export const part = (root, name) => root.querySelector(`.ss-${name}`);

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
  const { t } = session;
  const file = /** @type {HTMLInputElement | null} */ (part(root, "file"));

  part(root, "download")?.addEventListener("click", () => say(t("downloaded", session.download())));
  part(root, "restore")?.addEventListener("click", () => file?.click());
  file?.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (!chosen) return;
    const result = await session.restore(chosen);
    if ("why" in result) return say(t("notRestored", result));
    say(t("restored", result));
  });
  part(root, "reset")?.addEventListener("click", () => {
    session.reset();
    say(t("reset"));
  });
  part(root, "undo")?.addEventListener("click", () => {
    part(root, "reset")?.focus();
    session.undo();
    say(t("undone"));
  });
}

/** Say how far the learner is, warn where nothing can be kept, and offer Undo only while there is something to undo. @param {View} view */
export function paintProgress({ root, session }) {
  const { items, checked, answers, t, notice } = session;
  const keyed = [...items.values()].filter((item) => item.accepted.length || item.right).map((item) => item.id);
  const done = keyed.length ? checked.filter((id) => keyed.includes(id)) : Object.keys(answers);
  const right = done.filter((id) => {
    const item = items.get(id);
    return item && ["best", "also"].includes(outcomeOf(item, answers[id]));
  }).length;
  const numbers = { checked: done.length, all: keyed.length || items.size, right };
  const text = items.size ? t(keyed.length ? "progress" : "progressNoKey", numbers) : "";
  const undo = part(root, "undo");
  if (undo) undo.hidden = session.before === null;
  const line = root.querySelector(".ss-progress");
  const said = [text, t(notice), session.canKeep ? "" : t("noStorage")].filter(Boolean).join(" ");
  if (line && line.textContent !== said) line.textContent = said;
}
