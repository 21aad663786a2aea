/** `BriefDesk`: words counted as they are written, a checklist that looks for some of them, and the first brief beside. */

import { hydrateForm, model } from "./form.js";
/** @typedef {import("./tools.js").View} View */
/** @typedef {{id: string, finds: string[], avoid: boolean}} Line */

/** @param {string} text */
export const countWords = (text) => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu)?.length ?? 0;

/** Whole words, in any case. @param {string} text @param {string[]} words */
const found = (text, words) => {
  const plain = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}’'-]+/gu, " ")} `;
  return words.filter((word) =>
    plain.includes(
      ` ${word
        .toLowerCase()
        .replace(/[^\p{L}\p{N}’'-]+/gu, " ")
        .trim()} `,
    ),
  );
};

/** @param {View} view @returns {() => void} the function that paints it */
export function hydrateBriefDesk(view) {
  const { root, session } = view;
  const { t, model: traits } = session;
  return hydrateForm(view, () => {
    const ticks = [...root.querySelectorAll("input.ss-tick")].map((box) => /** @type {HTMLInputElement} */ (box));
    for (const box of ticks) {
      box.addEventListener("input", (event) => {
        event.stopPropagation(); // the field would take it for writing
        session.mark(box.value, box.checked);
      });
    }
    return () => {
      for (const box of ticks) box.checked = session.marks.has(box.value);
      for (const id of session.items.keys()) {
        const field = root.querySelector(`[data-item="${CSS.escape(id)}"]`);
        const text = String(session.answers[id] ?? "");
        const n = countWords(text);
        const most = traits.get("most")[id];
        const count = field?.querySelector(".ss-count");
        const name = !most ? "words" : n > most ? "tooMany" : "wordsOf";
        if (count) count.textContent = t(name, { n, most, over: n - most });
        const hints = field?.querySelectorAll(".ss-hint") ?? [];
        traits.get("checklist")[id]?.forEach((/** @type {Line} */ line, /** @type {number} */ i) => {
          const words = found(text, line.finds);
          const list = words
            .slice(0, 4)
            .map((word) => `‘${word}’`)
            .join(", ");
          const hint =
            !text || !line.finds.length
              ? ""
              : words.length
                ? t("seen", { words: list })
                : t(line.avoid ? "clean" : "unseen");
          if (hints[i]) hints[i].textContent = hint ?? "";
        });
        const box = field?.querySelector(".ss-first");
        const first = traits.get("first");
        if (!box || !first) continue;
        const earlier = session.checked.includes(id) ? session.everything().get(first)?.answers[id] : undefined;
        const shown = session.checked.includes(id) ? String(earlier ?? "") : null;
        if (box.getAttribute("data-state") === shown) continue;
        box.setAttribute("data-state", shown ?? "");
        box.replaceChildren(...(shown === null ? [] : [shown ? model(t("first"), shown, "") : t("noFirst")]));
      }
    };
  });
}
