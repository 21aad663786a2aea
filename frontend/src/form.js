/** A form of items: answer, check, read the feedback. Every widget that asks something is one, or holds one. */

import { controlOf } from "./controls.js";
import { fill, paintProgress } from "./tools.js";

/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./controls.js").Control} Control */
/** @typedef {import("./tools.js").View} View */
/** @typedef {"best" | "also" | "other" | "missed"} Outcome */
/** @typedef {{id: string, item: Item, field: HTMLElement, feedback: HTMLElement, control: Control, fold: boolean}} Row */

const SIGN = { best: "✓", also: "≈", other: "≠", missed: "○", kept: "•" };

/**
 * @param {View} view
 * @param {(field: HTMLElement, item: Item) => Control} [control] another way to read and write than the kind's own
 * @returns {Row[]} the items of the form, each with its field
 */
export function rowsOf(view, control = controlOf) {
  const { root, session } = view;
  const rows = [...root.querySelectorAll("fieldset")].flatMap((field) => {
    const id = field.dataset["item"] ?? "";
    const item = session.items.get(id);
    const feedback = /** @type {HTMLElement | null} */ (field.querySelector(".ss-feedback"));
    if (!item || !feedback) return [];
    feedback.id = `${view.uid}-${id}`;
    field.setAttribute("aria-describedby", feedback.id);
    return [{ id, item, field, feedback, control: control(field, item), fold: false }];
  });
  const early = rows.flatMap(({ id, control }) => {
    const answer = control.read(); // given before the script was there
    return answer !== undefined && session.answers[id] === undefined ? [[id, answer]] : [];
  });
  if (early.length) session.answer(Object.fromEntries(early));
  return rows;
}

/** @param {View} view @param {Row[]} rows answers go to the session as they are given; Check, or Enter, shows feedback */
export function hydrateRows(view, rows) {
  const { session, say } = view;
  for (const row of rows) {
    const { id, item, field, control } = row;
    const take = () => session.answer({ [id]: control.read() ?? null });
    field.addEventListener(item.kind === "text" ? "input" : "change", take); // a page may close before the last change
    const check = () => {
      if (session.answers[id] === undefined) {
        complain(row, session.strings["choose"] ?? "");
        return say(session.strings["choose"] ?? "", true);
      }
      session.answer({}, [id]);
      say(`${item.label}. ${row.feedback.querySelector(".ss-verdict")?.textContent ?? ""}`, true);
    };
    field.querySelector(".ss-check")?.addEventListener("click", check);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement) check();
    });
  }
}

/** A whole form in one call. @param {View} view @returns {() => void} the function that paints it */
export function hydrateForm(view) {
  const rows = rowsOf(view);
  hydrateRows(view, rows);
  return () => {
    for (const row of rows) paint(view, row);
    paintProgress(view);
  };
}

/** @param {View} view @param {Row} row */
export function paint({ session }, row) {
  const answer = session.answers[row.id];
  const after = row.field.dataset["after"]; // a question that would give an earlier one away waits for it
  if (after) row.field.toggleAttribute("data-open", answer !== undefined || session.checked.includes(after));
  row.control.write(answer);
  const shown = answer !== undefined && session.checked.includes(row.id);
  const state = shown ? JSON.stringify(answer) : "";
  if ((row.feedback.dataset["state"] ?? "") === state) return;
  row.feedback.dataset["state"] = state;
  row.feedback.replaceChildren(...(shown ? explain(session.strings, row, answer) : []));
  if (row.item.kind === "choice") highlight(row.field.querySelector(".ss-said"), shown ? row.item.quote : null);
}

/** @param {Item} item @param {Answer | undefined} answer @returns {Outcome | "kept"} how an answer stands to the key */
export function outcomeOf(item, answer) {
  if (item.right) {
    const { missed, extra } = compare(item, answer);
    return missed.length || extra.length ? "other" : "best";
  }
  if (!item.accepted.length) return "kept";
  const at = item.accepted.indexOf(String(answer));
  return at === 0 ? "best" : at > 0 ? "also" : "other";
}

/** @param {Item} item @param {Answer | undefined} answer a set, against the set to find */
function compare(item, answer) {
  const key = (/** @type {unknown} */ pick) => JSON.stringify(pick);
  const picked = Array.isArray(answer) ? answer : [];
  const has = (/** @type {unknown[]} */ list, /** @type {unknown} */ pick) => list.some((p) => key(p) === key(pick));
  const right = item.right ?? [];
  return {
    found: right.filter((pick) => has(picked, pick)),
    missed: right.filter((pick) => !has(picked, pick)),
    free: picked.filter((pick) => has(item.also, pick)),
    extra: picked.filter((pick) => !has(right, pick) && !has(item.also, pick)),
  };
}

/** @param {Record<string, string>} s @param {Row} row @param {Answer} answer @returns {HTMLElement[]} */
function explain(s, row, answer) {
  const { item, field, fold } = row;
  const outcome = outcomeOf(item, answer);
  if (outcome === "kept") return [element("p", { class: "ss-verdict" }, `${SIGN.kept} ${s["kept"]}`)];
  if (item.right) return explainSet(s, row, answer, outcome);
  const { accepted, feedback } = item;
  const chosen = String(answer);
  const best = labelOf(field, accepted[0] ?? "") || s["nobody"] || "";
  const heading = headed(outcome, fill(s[outcome] ?? "", { best }));
  const text = feedback[chosen] ?? "";
  const folded = fold && outcome === "best"; // a whole screen of texts at once: fold those that bring no news
  const verdict = folded
    ? element("details", {}, element("summary", {}, ...heading), text)
    : element("p", {}, ...heading, text);
  verdict.className = "ss-verdict";
  verdict.dataset["outcome"] = outcome;
  const others = accepted.slice(1).map((id) => labelOf(field, id) || s["nobody"] || "");
  const key = element(
    "details",
    { class: "ss-key" },
    element("summary", {}, s["disagree"] ?? ""),
    element("p", {}, fill(s["keySays"] ?? "", { answer: item.keySays || best })),
    others.length ? element("p", {}, fill(s["alsoAccepted"] ?? "", { answers: others.join(" · ") })) : "",
    chosen === accepted[0] ? "" : element("p", {}, feedback[accepted[0] ?? ""] ?? ""),
    element("p", {}, s["appeal"] ?? ""),
  );
  return [verdict, key];
}

/** @param {Record<string, string>} s @param {Row} row @param {Answer} answer @param {Outcome} outcome */
function explainSet(s, { item, field }, answer, outcome) {
  const { found, missed, free, extra } = compare(item, answer);
  const all = item.right?.length ?? 0;
  const say = all ? "setFound" : item.also.length ? "setFree" : "setNothing";
  const heading = fill(s[say] ?? "", { found: found.length, all, extra: extra.length });
  const verdict = element("p", { class: "ss-verdict" }, ...headed(outcome, heading));
  verdict.dataset["outcome"] = outcome;
  /** @type {[Outcome, string, (string | [string, string])[]][]} */
  const groups = [["missed", "missed", missed], ["other", "extra", extra], ["also", "free", free], ["best", "right", found]];
  const rows = groups.flatMap(([kind, word, picks]) =>
    picks.map((pick) => {
      const [one, two] = Array.isArray(pick) ? pick : [pick];
      const label = two === undefined ? labelOf(field, one) : `${labelOf(field, one)} ← ${labelOf(field, two)}`;
      const line = element("li", {}, ...headed(kind, `${s[word]}: ${label}.`), item.feedback[two ? `${one}/${two}` : one] ?? "");
      line.dataset["outcome"] = kind;
      return line;
    }),
  );
  const nothing = item.feedback[""] && !all ? element("p", {}, item.feedback[""] ?? "") : "";
  const key = element("details", { class: "ss-key" }, element("summary", {}, s["disagree"] ?? ""), element("p", {}, s["appealSet"] ?? ""));
  const list = rows.length ? [element("ul", { class: "ss-found" }, ...rows)] : [];
  return [verdict, ...(nothing ? [nothing] : []), ...list, key];
}

/** @param {Outcome} outcome @param {string} words a sign, and the same in words */
const headed = (outcome, words) => [
  element("span", { class: "ss-sign", "aria-hidden": "true" }, SIGN[outcome]),
  element("strong", {}, `${words} `),
];

/** What stands beside the control of an option. @param {Element} field @param {string} id */
function labelOf(field, id) {
  for (const input of field.querySelectorAll("input")) if (input.value === id) return input.parentElement?.textContent ?? "";
  for (const option of field.querySelectorAll("option")) if (option.value === id) return option.text;
  return [...field.querySelectorAll("select")].find((select) => select.name === id)?.labels[0]?.firstElementChild?.textContent ?? "";
}

/** @param {Row} row @param {string} text */
export function complain(row, text) {
  row.feedback.dataset["state"] = "complaint";
  row.feedback.replaceChildren(element("p", { class: "ss-verdict" }, text));
}

/** Mark the words that decide. @param {Element | null} said @param {string | null} quote */
function highlight(said, quote) {
  if (!said) return;
  const text = said.textContent ?? "";
  const at = quote ? text.indexOf(quote) : -1;
  if (at < 0 || !quote) return said.replaceChildren(text);
  said.replaceChildren(text.slice(0, at), element("mark", {}, quote), text.slice(at + quote.length));
}

/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== ""));
  return made;
}
