/** A sweep: a screen of sentences at once. Tick the exceptions, or mark what is there; the rest is ‘nobody’ or nothing. */

import { outcomeOf, paint, rowsOf } from "./form.js";
import { paintProgress, speaker } from "./tools.js";

/** @typedef {import("./tools.js").View} View */
/** @typedef {import("./form.js").Row} Row */

const NOBODY = "none";

/** @param {HTMLElement} field @returns {HTMLInputElement | null} the box that makes a sentence an exception */
const exceptionOf = (field) => field.querySelector("input.ss-exception");

/** @param {View} view @returns {() => void} the function that paints it */
export function hydrateSweep(view) {
  const { root, session } = view;
  const screens = [...root.querySelectorAll(".ss-screen")];
  const rows = rowsOf(view);
  for (const row of rows) {
    row.fold = true;
    (exceptionOf(row.field) ? hydrateException : hydrateMarks)(view, row);
  }
  for (const screen of screens)
    hydrateScreen(
      view,
      screen,
      rows.filter((row) => screen.contains(row.field)),
    );
  return () => {
    for (const row of rows) {
      paint(view, row);
      paintException(view, row);
    }
    for (const screen of screens) {
      const none = /** @type {HTMLInputElement | null} */ (screen.querySelector(".ss-none"));
      if (none) none.checked = session.marks.has(noneMark(root, screen));
    }
    paintProgress(view);
  };
}

/** @param {View} view @param {Row} row */
function paintException({ session }, row) {
  const exception = exceptionOf(row.field);
  if (!exception) return;
  const answer = session.answers[row.id];
  exception.checked = answer === undefined ? session.marks.has(row.id) : answer !== NOBODY;
  row.field.toggleAttribute("data-open", exception.checked);
}

/** @param {View} view @param {Row} row */
function hydrateException({ root, session }, row) {
  const exception = exceptionOf(row.field);
  exception?.addEventListener("change", () => {
    if (exception.checked) somethingHere(root, session, row);
    session.mark(row.id, exception.checked);
    row.control.write(undefined);
    session.answer({ [row.id]: null });
  });
  for (const radio of row.field.querySelectorAll("input[type=radio]")) {
    radio.addEventListener("change", () => {
      session.mark(row.id, true);
      somethingHere(root, session, row);
      session.answer({ [row.id]: row.control.read() ?? null });
    });
  }
}

/** @param {View} view @param {Row} row */
function hydrateMarks({ root, session }, row) {
  row.field.addEventListener("change", () => {
    const answer = row.control.read();
    if (answer) somethingHere(root, session, row);
    session.answer({ [row.id]: answer ?? null });
  });
}

/** @param {View} view @param {Element} screen @param {Row[]} rows */
function hydrateScreen({ root, session }, screen, rows) {
  const say = speaker(screen);
  const none = /** @type {HTMLInputElement | null} */ (screen.querySelector(".ss-none"));
  const { t } = session;
  none?.addEventListener("change", () => session.mark(noneMark(root, screen), none.checked));
  screen.querySelector(".ss-check-screen")?.addEventListener("click", () => {
    const ticked = rows.filter((row) => exceptionOf(row.field)?.checked ?? row.control.read());
    const open = ticked.find((row) => row.control.read() === undefined);
    if (open) return say(t("chooseWho", { where: open.item.label }));
    const marked = rows.some((row) => row.item.kind === "spans");
    if (!ticked.length && !none?.checked) return say(t(marked ? "nothingHere" : "chooseException"));
    const answers = rows.map((row) => [row.id, row.control.read() ?? (marked ? [] : NOBODY)]);
    session.answer(
      Object.fromEntries(answers),
      rows.map((row) => row.id),
    );
    const keyed = rows.some((row) => row.item.accepted.length || row.item.right);
    say(keyed ? (marked ? sayMarks : sayExceptions)(session, rows) : t("kept"));
  });
}

/** @param {View["session"]} session @param {Row[]} rows */
function sayExceptions({ answers, t }, rows) {
  const right = rows.filter((row) => outcomeOf(row.item, answers[row.id]) !== "other");
  const exceptions = rows.filter((row) => row.item.accepted.length && row.item.accepted[0] !== NOBODY);
  const found = exceptions.filter((row) => right.includes(row) && answers[row.id] !== NOBODY).length;
  const numbers = { found, exceptions: exceptions.length, right: right.length, all: rows.length };
  return t("found", numbers);
}

/** @param {View["session"]} session @param {Row[]} rows */
function sayMarks({ answers, t }, rows) {
  const numbers = { found: 0, all: 0, extra: 0 };
  for (const { id, item } of rows) {
    const answer = /** @type {string[]} */ (answers[id] ?? []);
    const right = item.right ?? [];
    const found = answer.filter((pick) => right.includes(pick)).length;
    numbers.found += found;
    numbers.all += right.length;
    numbers.extra += answer.length - found - answer.filter((pick) => item.also.includes(pick)).length;
  }
  return t("foundMarks", numbers);
}

/** ‘None here’ goes when something is ticked. @param {Element} root @param {View["session"]} session @param {Row} row */
function somethingHere(root, session, row) {
  const screen = row.field.closest(".ss-screen");
  if (screen) session.mark(noneMark(root, screen), false);
}

/** @param {Element} root @param {Element} screen */
const noneMark = (root, screen) => `screen.${[...root.querySelectorAll(".ss-screen")].indexOf(screen)}`;
