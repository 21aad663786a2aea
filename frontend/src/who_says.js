/** `WhoSays`: radios a sentence, with a Check button each; or a sweep: tick the exceptions, check a whole screen. */

import { fill, paintProgress, speaker } from "./tools.js";

/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./tools.js").View} View */
/** @typedef {{id: string, item: Item, field: HTMLFieldSetElement, feedback: HTMLElement, radios: HTMLInputElement[],
 *   exception: HTMLInputElement | null}} Row */

const NOBODY = "none";
const SIGN = { best: "✓", also: "≈", other: "≠", kept: "•" };

/** @param {View} view @returns {() => void} */
export function hydrateWhoSays(view) {
  const { root, session } = view;
  /** @type {Row[]} */
  const rows = [...root.querySelectorAll("fieldset")].flatMap((field) => {
    const id = field.dataset["item"] ?? "";
    const item = session.items.get(id);
    const feedback = /** @type {HTMLElement | null} */ (field.querySelector(".ss-feedback"));
    if (!item || !feedback) return [];
    feedback.id = `${view.uid}-${id}`;
    field.setAttribute("aria-describedby", feedback.id);
    const radios = /** @type {HTMLInputElement[]} */ ([...field.querySelectorAll("input[type=radio]")]);
    return [{ id, item, field, feedback, radios, exception: field.querySelector("input.ss-exception") }];
  });
  const early = rows.flatMap((row) => {
    const chosen = row.radios.find((radio) => radio.checked); // before the script was there
    return chosen && session.answers[row.id] === undefined ? [[row.id, chosen.value]] : [];
  });
  if (early.length) session.answer(Object.fromEntries(early));
  for (const row of rows) row.exception ? hydrateException(view, row) : hydrateClose(view, row);
  for (const screen of root.querySelectorAll(".ss-screen")) {
    hydrateScreen(view, screen, rows.filter((row) => screen.contains(row.field)));
  }
  return () => {
    for (const row of rows) paint(view, row);
    for (const screen of root.querySelectorAll(".ss-screen")) {
      const none = /** @type {HTMLInputElement | null} */ (screen.querySelector(".ss-none"));
      if (none) none.checked = session.marks.has(noneMark(root, screen));
    }
    paintProgress(view);
  };
}

/** @param {View} view @param {Row} row */
function hydrateClose(view, row) {
  const { session, say } = view;
  for (const radio of row.radios) radio.addEventListener("change", () => session.answer({ [row.id]: radio.value }));
  const check = () => {
    if (session.answers[row.id] === undefined) {
      complain(row, session.strings["choose"] ?? "");
      return say(session.strings["choose"] ?? "", true);
    }
    session.answer({}, [row.id]);
    say(`${row.item.label}. ${row.feedback.querySelector(".ss-verdict")?.textContent ?? ""}`, true);
  };
  row.field.querySelector(".ss-check")?.addEventListener("click", check);
  row.field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) check();
  });
}

/** @param {View} view @param {Row} row */
function hydrateException({ root, session }, row) {
  const screen = row.field.closest(".ss-screen");
  row.exception?.addEventListener("change", () => {
    const on = row.exception?.checked ?? false;
    if (on && screen) session.mark(noneMark(root, screen), false);
    session.mark(row.id, on);
    if (!on) row.radios.forEach((radio) => (radio.checked = false));
    session.answer({ [row.id]: null });
  });
  for (const radio of row.radios) {
    radio.addEventListener("change", () => {
      session.mark(row.id, true);
      if (screen) session.mark(noneMark(root, screen), false);
      session.answer({ [row.id]: radio.value });
    });
  }
}

/** @param {View} view @param {Element} screen @param {Row[]} rows */
function hydrateScreen({ root, session }, screen, rows) {
  const say = speaker(screen);
  const none = /** @type {HTMLInputElement | null} */ (screen.querySelector(".ss-none"));
  const s = session.strings;
  none?.addEventListener("change", () => session.mark(noneMark(root, screen), none.checked));
  screen.querySelector(".ss-check-screen")?.addEventListener("click", () => {
    const ticked = rows.filter((row) => row.exception?.checked);
    const open = ticked.find((row) => !row.radios.some((radio) => radio.checked));
    if (open) return say(fill(s["chooseWho"] ?? "", { where: open.item.label }));
    if (!ticked.length && !none?.checked) return say(s["chooseException"] ?? "");
    const answers = rows.map((row) => [row.id, row.radios.find((radio) => radio.checked)?.value ?? NOBODY]);
    session.answer(Object.fromEntries(answers), rows.map((row) => row.id));
    const right = rows.filter((row) => row.item.accepted.includes(String(session.answers[row.id])));
    const exceptions = rows.filter((row) => row.item.accepted.length && row.item.accepted[0] !== NOBODY);
    const found = exceptions.filter((row) => right.includes(row) && session.answers[row.id] !== NOBODY).length;
    const numbers = { found, exceptions: exceptions.length, right: right.length, all: rows.length };
    say(rows.some((row) => row.item.accepted.length) ? fill(s["found"] ?? "", numbers) : (s["kept"] ?? ""));
  });
}

/** @param {Element} root @param {Element} screen */
const noneMark = (root, screen) => `screen.${[...root.querySelectorAll(".ss-screen")].indexOf(screen)}`;

/** @param {Row} row @param {string} text */
function complain(row, text) {
  row.feedback.dataset["state"] = "complaint";
  row.feedback.replaceChildren(element("p", { class: "ss-verdict" }, text));
}

/** @param {View} view @param {Row} row */
function paint({ session }, row) {
  const answer = /** @type {string | undefined} */ (session.answers[row.id]);
  for (const radio of row.radios) radio.checked = radio.value === answer;
  if (row.exception) {
    row.exception.checked = answer === undefined ? session.marks.has(row.id) : answer !== NOBODY;
    row.field.toggleAttribute("data-open", row.exception.checked);
  }
  const shown = answer !== undefined && session.checked.includes(row.id);
  const state = shown ? `${answer}` : "";
  if ((row.feedback.dataset["state"] ?? "") === state) return;
  row.feedback.dataset["state"] = state;
  row.feedback.replaceChildren(...(shown ? explain(session.strings, row, String(answer)) : []));
  highlight(row.field.querySelector(".ss-said"), shown ? row.item.quote : null);
}

/** @param {Record<string, string>} s @param {Row} row @param {string} answer @returns {HTMLElement[]} */
function explain(s, { item, radios, exception }, answer) {
  const { accepted, feedback } = item;
  if (!accepted.length) return [element("p", { class: "ss-verdict" }, `${SIGN.kept} ${s["kept"]}`)];
  const outcome = answer === accepted[0] ? "best" : accepted.includes(answer) ? "also" : "other";
  const label = (/** @type {string} */ value) =>
    radios.find((radio) => radio.value === value)?.parentElement?.textContent ?? s["nobody"] ?? value;
  const heading = [
    element("span", { class: "ss-sign", "aria-hidden": "true" }, SIGN[outcome]),
    element("strong", {}, fill(s[outcome] ?? "", { best: label(accepted[0] ?? "") }) + " "),
  ];
  const text = feedback[answer] ?? "";
  const folded = exception && outcome === "best"; // a whole screen of texts at once: fold those that bring no news
  const verdict = folded
    ? element("details", {}, element("summary", {}, ...heading), text)
    : element("p", {}, ...heading, text);
  verdict.className = "ss-verdict";
  verdict.dataset["outcome"] = outcome;
  const others = accepted.slice(1).map(label);
  const key = element(
    "details",
    { class: "ss-key" },
    element("summary", {}, s["disagree"] ?? ""),
    element("p", {}, fill(s["keySays"] ?? "", { answer: item.keySays })),
    others.length ? element("p", {}, fill(s["alsoAccepted"] ?? "", { answers: others.join(" · ") })) : "",
    answer === accepted[0] ? "" : element("p", {}, feedback[accepted[0] ?? ""] ?? ""),
    element("p", {}, s["appeal"] ?? ""),
  );
  return [verdict, key];
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
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== ""));
  return made;
}
