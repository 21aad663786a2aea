/** `SourceGrade`: the two grades on the grid of the Admiralty code, once both are checked. */

import { element, hydrateForm } from "./form.js";

/** @typedef {import("./tools.js").View} View */
/** @typedef {import("./form.js").Row} Row */

/** @param {View} view @returns {() => void} the function that paints it */
export function hydrateSourceGrade(view) {
  return hydrateForm(view, (rows) => () => {
    for (const grid of view.root.querySelectorAll(".ss-grid")) {
      paintGrid(
        view,
        grid,
        rows.filter(({ item, field }) => item.kind === "scale" && grid.parentElement?.contains(field)),
      );
    }
  });
}

/** @param {View} view @param {Element} grid @param {Row[]} own reliability, then credibility */
function paintGrid({ session }, grid, own) {
  const [source, claim] = own;
  const done =
    source && claim && own.every((row) => session.checked.includes(row.id) && session.answers[row.id] !== undefined);
  const state = done ? own.map((row) => session.answers[row.id]).join("") : "";
  if (!source || !claim || grid.getAttribute("data-state") === state) return;
  grid.setAttribute("data-state", state);
  if (!done) return grid.replaceChildren();
  const { t } = session;
  const cells = source.item.options.map((letter) =>
    element(
      "tr",
      {},
      ...claim.item.options.map((digit) => {
        const grade = `${letter}${digit}`;
        const mine = grade === state;
        const fits = source.item.accepted.includes(letter) && claim.item.accepted.includes(digit);
        return element("td", { "data-fits": String(fits), "data-mine": String(mine) }, mine ? `[${grade}]` : grade);
      }),
    ),
  );
  const words = {
    best: `${source.item.accepted[0]}${claim.item.accepted[0]}`,
    reliability: source.item.accepted.join(", "),
    credibility: claim.item.accepted.join(", "),
  };
  grid.replaceChildren(
    element("p", {}, `${t("yours", { grade: state })} ${t("theirs", words)}`),
    element("table", { "aria-hidden": "true" }, element("caption", {}, t("grid")), element("tbody", {}, ...cells)),
  );
}
