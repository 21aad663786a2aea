/** `WordSwap`: once the marks are checked, swap words one by one or all, and read the sentence again. */

import { element, hydrateForm } from "./form.js";

/** @typedef {import("./tools.js").View} View */
/** @typedef {import("./form.js").Row} Row */

/** @param {View} view @returns {() => void} */
export function hydrateWordSwap(view) {
  const { session } = view;
  return hydrateForm(view, (rows) => {
    for (const row of rows) {
      row.field.querySelector(".ss-swap")?.addEventListener("click", (event) => {
        const button = event.target instanceof Element ? event.target.closest("button") : null;
        if (!button) return;
        const ids = button.value ? [button.value] : Object.keys(row.item.swaps);
        const on = button.getAttribute("aria-pressed") !== "true";
        for (const id of ids) session.mark(`${row.id}/${id}`, on);
        session.changed();
      });
    }
    return () => rows.forEach((row) => paintSwaps(view, row));
  });
}

/** @param {View} view @param {Row} row the buttons, which stay, and the sentence as it reads with them */
function paintSwaps({ session }, { id, item, field }) {
  const box = /** @type {HTMLElement | null} */ (field.querySelector(".ss-swap"));
  const swaps = [...field.querySelectorAll("input")].flatMap(({ value }) => {
    const calm = item.swaps[value];
    return calm === undefined ? [] : [/** @type {[string, string]} */ ([value, calm])];
  });
  if (!box) return;
  const shown = session.checked.includes(id) && session.answers[id] !== undefined && swaps.length > 0;
  if (!shown) return box.replaceChildren();
  const { t } = session;
  const isOn = (/** @type {string} */ word) => session.marks.has(`${id}/${word}`);
  if (!box.firstChild) {
    const button = (/** @type {string} */ value, /** @type {string} */ text) =>
      element("button", { class: "ss-button ss-toggle", type: "button", value }, text);
    const words = swaps.map(([word, calm]) => button(word, `${stretchOf(field, word)} → ${calm || t("leaveOut")}`));
    const calmed = item.tooCalm;
    box.append(
      element("p", {}, ...words, button("", t("swapAll"))),
      element("p", {}, t("rebuilt")),
      element("p", { class: "ss-rebuilt", "aria-live": "polite", dir: "auto" }),
      calmed
        ? element("details", {}, element("summary", {}, t("tooCalm")), element("blockquote", {}, calmed[0]), calmed[1])
        : "",
      element("p", {}, element("strong", {}, t("end"))),
    );
  }
  for (const button of box.querySelectorAll("button")) {
    const on = button.value ? isOn(button.value) : swaps.every(([word]) => isOn(word));
    button.setAttribute("aria-pressed", String(on));
  }
  const parts = [...(field.querySelector(".ss-said")?.childNodes ?? [])].map((node) => {
    const word = node instanceof Element ? (node.querySelector("input")?.value ?? "") : "";
    return word in item.swaps && isOn(word) ? element("mark", {}, item.swaps[word] ?? "") : (node.textContent ?? "");
  });
  const rebuilt = box.querySelector(".ss-rebuilt");
  const next = element("p", {}, ...parts);
  if (rebuilt && rebuilt.innerHTML !== next.innerHTML) rebuilt.replaceChildren(...next.childNodes);
}

/** @param {Element} field @param {string} word */
const stretchOf = (field, word) =>
  [...field.querySelectorAll("input")].find((input) => input.value === word)?.parentElement?.textContent ?? "";
