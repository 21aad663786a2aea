/** `WhoSays`: radios a sentence, with a Check button each; or a sweep: tick the exceptions, check a whole screen. */

import { controlOf } from "./controls.js";
import { hydrateForm, paint, rowsOf } from "./form.js";
import { fill, paintProgress, speaker } from "./tools.js";

/** @typedef {import("./tools.js").View} View */
/** @typedef {import("./form.js").Row} Row */

const NOBODY = "none";

/** @param {HTMLElement} field @returns {HTMLInputElement | null} the box that makes a sentence an exception */
const exceptionOf = (field) => field.querySelector("input.ss-exception");

/** @param {View} view @returns {() => void} */
export function hydrateWhoSays(view) {
  const { root, session } = view;
  const screens = [...root.querySelectorAll(".ss-screen")];
  if (!screens.length) return hydrateForm(view);
  const rows = rowsOf(view, (field, item) => ({ ...controlOf(field, item), write: () => {} }));
  for (const row of rows) {
    row.fold = true;
    hydrateException(view, row);
  }
  for (const screen of screens) hydrateScreen(view, screen, rows.filter((row) => screen.contains(row.field)));
  return () => {
    for (const row of rows) paintException(view, row);
    for (const screen of screens) {
      const none = /** @type {HTMLInputElement | null} */ (screen.querySelector(".ss-none"));
      if (none) none.checked = session.marks.has(noneMark(root, screen));
    }
    paintProgress(view);
  };
}

/** @param {View} view @param {Row} row */
function paintException(view, row) {
  const { session } = view;
  const answer = session.answers[row.id];
  for (const radio of radiosOf(row.field)) radio.checked = radio.value === answer;
  const exception = exceptionOf(row.field);
  if (exception) {
    exception.checked = answer === undefined ? session.marks.has(row.id) : answer !== NOBODY;
    row.field.toggleAttribute("data-open", exception.checked);
  }
  paint(view, row);
}

/** @param {View} view @param {Row} row */
function hydrateException({ root, session }, row) {
  const screen = row.field.closest(".ss-screen");
  const exception = exceptionOf(row.field);
  const nobodyHere = (/** @type {boolean} */ on) => on && screen && session.mark(noneMark(root, screen), false);
  exception?.addEventListener("change", () => {
    nobodyHere(exception.checked);
    session.mark(row.id, exception.checked);
    if (!exception.checked) radiosOf(row.field).forEach((radio) => (radio.checked = false));
    session.answer({ [row.id]: null });
  });
  for (const radio of radiosOf(row.field)) {
    radio.addEventListener("change", () => {
      session.mark(row.id, true);
      nobodyHere(true);
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
    const ticked = rows.filter((row) => exceptionOf(row.field)?.checked);
    const open = ticked.find((row) => row.control.read() === undefined);
    if (open) return say(fill(s["chooseWho"] ?? "", { where: open.item.label }));
    if (!ticked.length && !none?.checked) return say(s["chooseException"] ?? "");
    const answers = rows.map((row) => [row.id, row.control.read() ?? NOBODY]);
    session.answer(Object.fromEntries(answers), rows.map((row) => row.id));
    const right = rows.filter((row) => row.item.accepted.includes(String(session.answers[row.id])));
    const exceptions = rows.filter((row) => row.item.accepted.length && row.item.accepted[0] !== NOBODY);
    const found = exceptions.filter((row) => right.includes(row) && session.answers[row.id] !== NOBODY).length;
    const numbers = { found, exceptions: exceptions.length, right: right.length, all: rows.length };
    say(rows.some((row) => row.item.accepted.length) ? fill(s["found"] ?? "", numbers) : (s["kept"] ?? ""));
  });
}

/** @param {Element} field @returns {HTMLInputElement[]} */
const radiosOf = (field) => /** @type {HTMLInputElement[]} */ ([...field.querySelectorAll("input[type=radio]")]);

/** @param {Element} root @param {Element} screen */
const noneMark = (root, screen) => `screen.${[...root.querySelectorAll(".ss-screen")].indexOf(screen)}`;
