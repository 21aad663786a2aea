/** A form of items: answer, check, read the feedback. Every widget that asks something is one, or holds one. */

import { controlOf } from "./controls.js";
import { paintProgress } from "./tools.js";

/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./controls.js").Control} Control */
/** @typedef {import("./tools.js").View} View */
/** @typedef {import("./session.js").Text} Text */
/** @typedef {"best" | "also" | "other" | "missed"} Outcome */
/**
 * One item on the page; `fold` its feedback where it brings no news, `painted` what it shows now.
 * @typedef {{id: string, item: Item, field: HTMLElement, feedback: HTMLElement, control: Control, fold: boolean,
 *   painted: string}} Row
 */

const SIGN = { best: "✓", also: "≈", other: "≠", missed: "○", kept: "•" };

/** @param {View} view @returns {Row[]} the items of the form, each with its field */
export function rowsOf(view) {
  const { root, session } = view;
  const rows = [...root.querySelectorAll("fieldset")].flatMap((field) => {
    const id = field.dataset["item"] ?? "";
    const item = session.items.get(id);
    const feedback = /** @type {HTMLElement | null} */ (field.querySelector(".ss-feedback"));
    if (!item || !feedback) return [];
    feedback.id = `${view.uid}-${id}`;
    field.setAttribute("aria-describedby", feedback.id);
    return [{ id, item, field, feedback, control: controlOf(field, item), fold: false, painted: "" }];
  });
  const early = rows.flatMap(({ id, control }) => {
    const answer = control.read(); // given before the script was there
    return answer !== undefined && session.answers[id] === undefined ? [[id, answer]] : [];
  });
  if (early.length) session.answer(Object.fromEntries(early));
  return rows;
}

/** @param {View} view @param {Row[]} rows answers go to the session as they are given; Check, or Enter, shows feedback */
function hydrateRows(view, rows) {
  const { session, say } = view;
  const { t } = session;
  for (const row of rows) {
    const { id, item, field, control } = row;
    const take = () => session.answer({ [id]: control.read() ?? null });
    field.addEventListener(item.kind === "text" ? "input" : "change", take); // a page may close before the last change
    const check = () => {
      if (session.answers[id] === undefined) {
        row.painted = "complaint";
        row.feedback.replaceChildren(element("p", { class: "ss-verdict" }, t("choose")));
        return say(t("choose"), true);
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

/**
 * A whole form in one call.
 * @param {View} view @param {(rows: Row[]) => () => void} [more] wakes what else is there, and gives what paints it
 * @returns {() => void} the function that paints it all
 */
export function hydrateForm(view, more) {
  const rows = rowsOf(view);
  hydrateRows(view, rows);
  const paintMore = more?.(rows);
  return () => {
    for (const row of rows) paint(view, row);
    paintProgress(view);
    paintMore?.();
  };
}

/** @param {View} view @param {Row} row */
export function paint({ session }, row) {
  const { id, item, field, feedback, control } = row;
  const answer = session.answers[id];
  const after = field.dataset["after"]; // a question that would give an earlier one away waits for it
  const open = answer !== undefined || (after !== undefined && session.checked.includes(after));
  const shown = answer !== undefined && session.checked.includes(id);
  const next = JSON.stringify([answer, open, shown]);
  if (row.painted === next) return;
  row.painted = next;
  if (after) field.toggleAttribute("data-open", open);
  control.write(answer);
  feedback.replaceChildren(...(shown ? explain(session.t, row, answer) : []));
  if (item.kind === "choice" && item.quote) highlight(field.querySelector(".ss-said"), shown ? item.quote : "");
  for (const card of field.closest(".ss-group")?.querySelectorAll(".ss-card") ?? []) {
    const own = card.getAttribute("data-for") === id;
    if (shown && card.getAttribute("data-card") === item.cards[String(answer)]) {
      card.setAttribute("data-for", id);
      card.setAttribute("data-decides", session.t("decides"));
    } else if (own) ["data-for", "data-decides"].forEach((name) => card.removeAttribute(name));
  }
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
  const placed = item.kind === "pairs" ? item.also.filter((pair) => has(picked, pair)).map((pair) => pair[0]) : [];
  const right = (item.right ?? []).filter((pair) => has(picked, pair) || !placed.includes(pair[0]));
  return {
    found: right.filter((pick) => has(picked, pick)),
    missed: right.filter((pick) => !has(picked, pick)),
    free: picked.filter((pick) => has(item.also, pick)),
    extra: picked.filter((pick) => !has(right, pick) && !has(item.also, pick)),
  };
}

/** @param {Text} t @param {Row} row @param {Answer} answer @returns {HTMLElement[]} */
function explain(t, row, answer) {
  const { item, field, fold } = row;
  const outcome = outcomeOf(item, answer);
  if (outcome === "kept") {
    const said = element("p", { class: "ss-verdict" }, `${SIGN.kept} ${t(item.models.length ? "written" : "kept")}`);
    return [said, ...item.models.map(([title, text, why]) => model(title, text, why))];
  }
  if (item.right) return explainSet(t, row, answer, outcome);
  const { accepted, feedback } = item;
  const chosen = String(answer);
  const best = labelOf(field, accepted[0] ?? "") || t("nobody");
  const heading = headed(outcome, t(outcome, { best }));
  const text = feedback[chosen] ?? "";
  const folded = fold && outcome === "best"; // a whole screen of texts at once: fold those that bring no news
  const verdict = folded
    ? element("details", {}, element("summary", {}, ...heading), text)
    : element("p", {}, ...heading, text);
  verdict.className = "ss-verdict";
  verdict.dataset["outcome"] = outcome;
  const others = accepted.slice(1).map((id) => labelOf(field, id) || t("nobody"));
  const key = element(
    "details",
    { class: "ss-key" },
    element("summary", {}, t("disagree")),
    element("p", {}, t("keySays", { answer: item.keySays || best })),
    others.length ? element("p", {}, t("alsoAccepted", { answers: others.join(" · ") })) : "",
    chosen === accepted[0] ? "" : element("p", {}, feedback[accepted[0] ?? ""] ?? ""),
    element("p", {}, t("appeal")),
  );
  return [verdict, key];
}

/** @param {Text} t @param {Row} row @param {Answer} answer @param {Outcome} outcome */
function explainSet(t, { item, field }, answer, outcome) {
  const { found, missed, free, extra } = compare(item, answer);
  const all = found.length + missed.length;
  const say = all ? "setFound" : item.also.length ? "setFree" : "setNothing";
  const heading = t(say, { found: found.length, all, extra: extra.length });
  const verdict = element("p", { class: "ss-verdict" }, ...headed(outcome, heading));
  verdict.dataset["outcome"] = outcome;
  /** @type {[Outcome, string, (string | [string, string])[]][]} */
  const groups = [["other", "extra", extra], ["missed", "missed", missed], ["also", "free", free], ["best", "right", found]];
  const picks = groups.flatMap(([kind, word, list]) => list.map((pick) => ({ kind, word, ends: [pick].flat() })));
  if (item.kind === "pairs") picks.sort((a, b) => item.options.indexOf((a.ends[0] ?? "")) - item.options.indexOf((b.ends[0] ?? "")));
  const rows = picks.map(({ kind, word, ends }) => {
    const label = ends.map((end) => labelOf(field, end)).join(item.kind === "pairs" ? " → " : " ← ");
    const line = element("li", {}, ...headed(kind, `${t(word)}: ${label}.`), item.feedback[ends.join("/")] ?? "");
    line.dataset["outcome"] = kind;
    return line;
  });
  const nothing = item.feedback[""] && !all ? element("p", {}, item.feedback[""] ?? "") : "";
  const key = element("details", { class: "ss-key" }, element("summary", {}, t("disagree")), element("p", {}, t("appealSet")));
  const list = rows.length ? [element("ul", { class: "ss-found" }, ...rows)] : [];
  return [verdict, ...(nothing ? [nothing] : []), ...list, key];
}

/** @param {string} title @param {string} text @param {string} why what somebody else wrote, and what to see in it */
export const model = (title, text, why) =>
  element("div", { class: "ss-model" }, element("strong", {}, title), element("p", { dir: "auto" }, text), why && element("p", {}, why));

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

/** Mark the words that decide. @param {Element | null} said @param {string} quote '' for none */
function highlight(said, quote) {
  if (!said) return;
  const text = said.textContent ?? "";
  const at = quote ? text.indexOf(quote) : -1;
  if (at < 0) return said.replaceChildren(text);
  said.replaceChildren(text.slice(0, at), element("mark", {}, quote), text.slice(at + quote.length));
}

/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== ""));
  return made;
}
