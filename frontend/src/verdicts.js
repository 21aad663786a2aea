/** Verdicts with a confidence: `EvidenceBoard`, and `Discernment`, the test before and after the course. */

import { element, hydrateForm, outcomeOf } from "./form.js";
import * as store from "./store.js";

/** @typedef {import("./tools.js").View} View */
/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {{hits: number, unsupported: number, alarms: number, supported: number, calledFalse: number}} Counts */
/** @typedef {{n: number, sure: number, sureRight: number, guess: number, guessRight: number}} Sureness */

const FINISHED = "finished";
const [SURE, GUESS] = ["3", "1"];

/** @param {View} view @returns {() => void} the function that paints it */
export function hydrateBoard(view) {
  const line = element("p", { class: "ss-sure ss-live" });
  view.root.querySelector(".ss-progress")?.before(line);
  return hydrateForm(view, () => () => {
    const sureness = sure(view, view.session.checked);
    line.textContent = sureness.n ? view.session.t("sure", sureness) : "";
  });
}

/** How often sure and guessed verdicts were accepted. @param {View} view @param {string[]} of @returns {Sureness} */
function sure({ session: { items, answers } }, of) {
  const found = { n: 0, sure: 0, sureRight: 0, guess: 0, guessRight: 0 };
  for (const id of of) {
    const item = items.get(id);
    const how = answers[`${id}.confidence`];
    if (!item?.accepted.length || how === undefined) continue;
    const right = Number(outcomeOf(item, answers[id]) !== "other");
    found.n += 1;
    if (String(how) === SURE) [found.sure, found.sureRight] = [found.sure + 1, found.sureRight + right];
    if (String(how) === GUESS) [found.guess, found.guessRight] = [found.guess + 1, found.guessRight + right];
  }
  return found;
}

/** @param {Iterable<[string, string]>} key item id, verdict @param {Answers} answers @returns {Counts} */
function count(key, answers) {
  const counts = { hits: 0, unsupported: 0, alarms: 0, supported: 0, calledFalse: 0 };
  for (const [id, verdict] of key) {
    const answer = answers[id];
    if (answer === undefined) continue;
    const doubted = Number(answer !== "supported");
    if (verdict === "supported") [counts.supported, counts.alarms] = [counts.supported + 1, counts.alarms + doubted];
    else [counts.unsupported, counts.hits] = [counts.unsupported + 1, counts.hits + doubted];
    counts.calledFalse += Number(verdict === "not_verified" && answer === "contradicted");
  }
  return counts;
}

/** @param {View} view @returns {() => void} the function that paints it */
export function hydrateDiscernment(view) {
  const { root, session, say } = view;
  const { t } = session;
  return hydrateForm(view, (rows) => {
    const steps = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".ss-step")]);
    const verdicts = rows.filter((row) => row.item.accepted.length);
    const key = verdicts.map((row) => /** @type {[string, string]} */ ([row.id, row.item.accepted[0] ?? ""]));
    const result = /** @type {HTMLElement} */ (root.querySelector(".ss-result"));
    const button = (/** @type {string} */ name) =>
      element("button", { type: "button", class: `ss-button ss-${name}` }, t(name));
    const [back, next, finish] = [button("back"), button("next"), button("finish")];
    root.querySelector(".ss-steps")?.append(back, next, finish);
    let at = Math.max(
      0,
      verdicts.findIndex((row) => session.answers[row.id] === undefined),
    );
    let warned = false;

    const go = (/** @type {number} */ by) => {
      at = Math.min(steps.length - 1, Math.max(0, at + by));
      session.changed();
      steps[at]?.querySelector("h4")?.focus();
    };
    back.addEventListener("click", () => go(-1));
    next.addEventListener("click", () => go(1));
    finish.addEventListener("click", () => {
      const blank = verdicts.filter((row) => session.answers[row.id] === undefined).length;
      if (blank && !warned) {
        warned = true;
        return say(t("blank", { n: blank }));
      }
      say("");
      session.mark(FINISHED, true);
      session.answer(
        {},
        verdicts.filter((row) => session.answers[row.id] !== undefined).map((row) => row.id),
      );
      result.focus();
    });

    return () => {
      const over = session.marks.has(FINISHED);
      const test = session.model.get("mode") === "test";
      root.toggleAttribute("data-test", test && !over);
      steps.forEach((step, i) => (step.hidden = i !== at));
      back.toggleAttribute("disabled", at === 0);
      next.toggleAttribute("disabled", at === steps.length - 1);
      finish.hidden = over;
      const progress = root.querySelector(".ss-progress");
      const answered = verdicts.filter((row) => session.answers[row.id] !== undefined).length;
      if (progress && test)
        progress.textContent = [
          t("progressNoKey", { checked: answered, all: verdicts.length }),
          session.canKeep ? "" : t("noStorage"),
        ].join(" ");
      const state = over ? JSON.stringify(session.answers) : "";
      if (result.dataset["state"] === state) return;
      result.dataset["state"] = state;
      result.replaceChildren(...(over ? report(view, key) : []));
    };
  });
}

/** @param {View} view @param {[string, string][]} key the result in words, as a picture and as a table */
function report(view, key) {
  const { session } = view;
  const { t } = session;
  const now = count(key, session.answers);
  const { activity, version, key: earlierKey } = session.model.get("before");
  const kept =
    activity &&
    (session.everything().get(activity) ?? store.read(store.keyOf(session.book, activity, version, session.live)));
  const before = kept ? count(Object.entries(earlierKey), kept.answers) : null;
  const sureness = sure(
    view,
    key.map(([id]) => id),
  );
  const share = (/** @type {number} */ n, /** @type {number} */ all) => n / (all || 1);
  const said = [words(t, now), t("hint")];
  if (before) {
    const more = share(now.hits, now.unsupported) - share(before.hits, before.unsupported);
    const doubt = share(now.alarms, now.supported) - share(before.alarms, before.supported);
    said.push(`${t("earlier")}: ${words(t, before)}`);
    said.push(t(more > 0 ? "better" : more < 0 ? "worse" : "sameHits"));
    said.push(t(doubt > 0 ? "cynical" : doubt < 0 ? "open" : "sameOpen"));
  } else if (activity) said.push(t("noBefore"));
  /** @type {Map<string, number>} */ const weak = new Map();
  for (const [id, verdict] of key) {
    const where = session.model.get("skills")[id];
    if (session.answers[id] !== undefined && session.answers[id] !== verdict)
      weak.set(where, (weak.get(where) ?? 0) + 1);
  }
  const where = [...weak]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([name]) => name)
    .join(" · ");
  if (where) said.push(t("again", { where }));
  said.push(t("review"));
  const of = (/** @type {number} */ n, /** @type {number} */ all) => t("of", { n, all });
  const columns = [{ head: t(before ? "now" : "you"), counts: now }, ...(before ? [{ head: t("earlier"), counts: before }] : [])];
  const row = (/** @type {string} */ name, /** @type {string[]} */ ...cells) =>
    element("tr", {}, element("th", { scope: "row" }, t(name)), ...cells.map((cell) => element("td", {}, cell)));
  const rows = [
    row("rowHits", ...columns.map(({ counts: c }) => of(c.hits, c.unsupported))),
    row("rowAlarms", ...columns.map(({ counts: c }) => of(c.alarms, c.supported))),
    row("rowFalse", ...columns.map(({ counts: c }) => String(c.calledFalse))),
    row("rowSure", of(sureness.sureRight, sureness.sure)),
    row("rowGuess", of(sureness.guessRight, sureness.guess)),
  ];
  const heads = [t("what"), ...columns.map(({ head }) => head)].map((head) => element("th", { scope: "col" }, head));
  return [
    element("h4", {}, t("result")),
    ...said.map((text) => element("p", {}, text)),
    picture(t, columns),
    element(
      "table",
      { class: "ss-table" },
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...rows),
    ),
  ];
}

/** @param {import("./session.js").Text} t @param {Counts} c */
function words(t, c) {
  const called =
    c.calledFalse === 1 ? t("calledFalseOne") : c.calledFalse ? t("calledFalse", { n: c.calledFalse }) : "";
  return [t("doubted", c), called].filter(Boolean).join(" ");
}

/**
 * Two bars a column: doubted of the unsupported, doubted of the supported.
 * @param {import("./session.js").Text} t @param {{head: string, counts: Counts}[]} columns
 */
function picture(t, columns) {
  const bar = (/** @type {string} */ name, /** @type {number} */ n, /** @type {number} */ all) =>
    element("label", {}, name, element("meter", { value: String(n / (all || 1)) }));
  const bars = columns.flatMap(({ head, counts: c }) => [
    bar(`${head}: ${t("rowHits")}`, c.hits, c.unsupported),
    bar(`${head}: ${t("rowAlarms")}`, c.alarms, c.supported),
  ]);
  return element("div", { class: "ss-picture" }, ...bars);
}
