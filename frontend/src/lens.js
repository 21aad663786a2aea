/** `Lens`: one lens at a time, and what is left when a source is taken away. */

import { element } from "./form.js";

/** @typedef {import("./tools.js").View} View */

/** @param {View} view @returns {() => void} the function that paints it */
export function hydrateLens({ root, session, signal }) {
  const { model, t } = session;
  const inputs = (/** @type {string} */ of) =>
    [...root.querySelectorAll(`input.${of}`)].map((i) => /** @type {HTMLInputElement} */ (i));
  const lenses = inputs("ss-lens-of");
  const boxes = inputs("ss-take");
  /** @param {string} name @param {unknown} value */
  const set = (name, value) => {
    model.set(name, value);
    model.save_changes();
    for (const mark of [...session.marks]) if (mark.startsWith(`${name}:`)) session.mark(mark, false);
    for (const part of [value].flat()) session.mark(`${name}:${part}`, true);
    paint();
  };
  const kept = (/** @type {string} */ name) =>
    [...session.marks].filter((m) => m.startsWith(`${name}:`)).map((m) => m.slice(name.length + 1));
  const [last] = kept("lens");
  if (lenses.some((input) => input.value === last)) model.set("lens", last);
  const taken = kept("taken").filter((id) => id in model.get("voices"));
  if (taken.length) model.set("taken", taken);
  model.save_changes();
  for (const input of lenses) input.addEventListener("change", () => set("lens", input.value));
  for (const box of boxes)
    box.addEventListener("change", () =>
      set(
        "taken",
        boxes.filter((b) => b.checked).map((b) => b.value),
      ),
    );
  for (const name of ["change:lens", "change:taken"]) {
    model.on(name, paint);
    signal.addEventListener("abort", () => model.off(name, paint));
  }

  function paint() {
    const lens = model.get("lens");
    root.setAttribute("data-lens", lens);
    for (const part of root.querySelectorAll("[data-l]")) {
      part.toggleAttribute("data-lit", part.getAttribute("data-l")?.split(" ").includes(lens));
    }
    for (const input of lenses) input.checked = input.value === lens;
    /** @type {string[]} */ const gone = model.get("taken");
    for (const box of boxes) box.checked = gone.includes(box.value);
    const counts = { lost: 0, never: 0, kept: 0 };
    for (const line of root.querySelectorAll(".ss-line")) {
      if (!line.hasAttribute("data-claims")) continue;
      const origin = line.getAttribute("data-origin") ?? "";
      const lost = gone.includes(origin) && !line.hasAttribute("data-more");
      /** @type {keyof typeof counts} */ const fate = !origin ? "never" : lost ? "lost" : "kept";
      counts[fate] += 1;
      line.setAttribute("data-fate", gone.length ? fate : "");
      line.querySelector(".ss-fate")?.replaceChildren(gone.length ? element("strong", {}, ` [${t(fate)}]`) : "");
    }
    const left = root.querySelector(".ss-left");
    const all = counts.lost + counts.never + counts.kept;
    const who = gone.map((id) => model.get("voices")[id]).join(", ");
    if (left && all) left.textContent = t(gone.length ? "left" : "whole", { ...counts, all, who });
  }
  return paint;
}
