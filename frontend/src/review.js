/**
 * The page on which a teacher marks the answers to one question (teach/review.py). Every mark is kept in the browser at
 * once, for the answer that was read and no other; ‘Save marks’ writes them to a CSV file.
 */

import * as store from "./store.js";

/**
 * `points` is '' while there are none; `at` is when it was given, in ISO 8601.
 * @typedef {{points: string, comment: string, at: string}} Mark
 * What was marked here; `saved` is when the mark was given that lies in a file, '' where there is none.
 * @typedef {Mark & {saved: string}} Own
 * `given` is what the page came with, `read` the text that its mark is for, '' where that is not known.
 * @typedef {{id: string, student: string, article: HTMLElement, radios: HTMLInputElement[], area: HTMLTextAreaElement,
 *   status: Element, given: Mark, read: string}} Answer
 */

const HEADER = ["student", "item", "points", "comment", "at", "answer"];
const FORMULA = /([;,\t|\r\n])(?=[ '"]*[=+\-@\t＝＋－＠])/g;
const NEW_LINE = /^[ '"]*[\r\n]/;
const LONG_AGO = "0000";
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** A cell that a spreadsheet shows as text, as csv_file.harmless makes it. @param {string} cell */
function harmless(cell) {
  const text = cell.replace(CONTROL, "\ufffd");
  return (NEW_LINE.test(text) ? "'" : "") + `\n${text}`.replace(FORMULA, "$1'").slice(1);
}

/** @param {string[][]} rows */
const csv = (rows) =>
  "\ufeff" + rows.map((row) => row.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(",") + "\r\n").join("");

/** @param {string} name @param {string} text */
function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {string} text */
function code(text) {
  const element = document.createElement("code");
  element.textContent = text;
  return element;
}

/** @template {Element} T @param {ParentNode} within @param {string} selector @returns {T} */
const one = (within, selector) => /** @type {T} */ (within.querySelector(selector));

/** @param {HTMLElement} article @returns {Answer} */
function answerOf(article) {
  const { id = "", student = "", points = "", at = "", read = "" } = article.dataset;
  /** @type {HTMLTextAreaElement} */ const area = one(article, "textarea");
  return {
    id,
    student,
    article,
    radios: [...article.querySelectorAll("input")],
    area,
    status: one(article, ".status"),
    given: { points, comment: area.defaultValue, at },
    read,
  };
}

/** @param {HTMLElement} bar */
function start(bar) {
  const { assignment = "", version = "", item = "" } = bar.dataset;
  const key = `${store.keyOf("marks", assignment, Number(version), false)}/${item}`;
  const file = `marks-${assignment}-${item}.csv`;
  const answers = [...document.querySelectorAll("article")].map(answerOf);
  const [progress, told] = [one(bar, ".progress"), one(bar, ".told")];
  /** @type {HTMLButtonElement} */ const saveButton = one(bar, ".save");
  /** @type {Map<string, Own>} */ const mine = new Map();

  /** Take what this browser keeps, of other tabs too; the later mark of an answer counts. */
  function recall() {
    for (const [id, value] of Object.entries(store.read(key)?.answers ?? {})) {
      if (!Array.isArray(value) || value.length !== 4 || value.some((part) => typeof part !== "string")) continue;
      const [points, comment, at, saved] = /** @type {[string, string, string, string]} */ (/** @type {unknown} */ (value));
      const own = mine.get(id);
      if (own && own.at > at) continue;
      mine.set(id, { points, comment, at, saved: own && own.saved > saved ? own.saved : saved });
    }
  }

  function keep() {
    const marks = Object.fromEntries(
      [...mine].sort().map(([id, { points, comment, at, saved }]) => [id, [points, comment, at, saved]]),
    );
    if (store.write(key, { answers: marks, checked: [], marks: [] })) return;
    told.textContent = "This browser does not keep marks: press ‘Save marks’ before you leave the page.";
  }

  /** The mark that counts. @param {Answer} answer */
  function markOf({ id, given }) {
    const own = mine.get(id);
    return own && own.at >= given.at && (own.points || own.saved || !given.points) ? own : given;
  }
  const isMarked = (/** @type {Answer} */ answer) => markOf(answer).points !== "";
  const isUnsaved = (/** @type {Answer} */ { id, given }) => {
    const own = mine.get(id);
    return Boolean(own && (own.points || own.comment.trim() || own.saved) && own.at !== own.saved && own.at !== given.at);
  };

  /** Whether all there is to save is a comment, which is saved with points only. @param {Answer} answer */
  function isLoose(answer) {
    const own = mine.get(answer.id);
    return isUnsaved(answer) && !own?.points && !own?.saved;
  }

  /** @param {Answer} answer */
  function paint(answer) {
    const { points, comment } = markOf(answer);
    for (const radio of answer.radios) radio.checked = radio.value === points;
    if (answer.area.value !== comment) answer.area.value = comment;
    answer.article.toggleAttribute("data-marked", points !== "");
    const taken = mine.get(answer.id)?.saved && isUnsaved(answer) ? " To take the mark back, save." : "";
    const missing = comment.trim() ? "Not marked yet: a comment is saved with points only." : "Not marked yet.";
    answer.status.textContent = points
      ? `Marked: ${points}${isUnsaved(answer) ? ", not saved yet" : ""}.`
      : missing + taken;
  }

  function count() {
    const loose = answers.filter(isLoose).length;
    const unsaved = answers.filter(isUnsaved).length - loose;
    const without = loose === 1 ? "1 comment has no points and is" : `${loose} comments have no points and are`;
    progress.textContent =
      `${answers.filter(isMarked).length} of ${answers.length} marked` +
      (unsaved ? `, ${unsaved} not saved yet` : "") +
      (loose ? `, ${without} not saved` : "");
  }

  /** What a number key can say here. @param {string[]} points from the fewest to the most */
  function hint(points) {
    const [first = "", last = ""] = [points[0], points.at(-1)];
    count();
    progress.append(`. Here ${Number(last) - Number(first) < points.length ? `${first} to ${last}` : points.join(", ")}.`);
  }

  /** @param {Answer} answer @param {Partial<Mark>} change */
  function mark(answer, change) {
    recall();
    const { id, given } = answer;
    const own = mine.get(id);
    const before = [given, own].map((each) => Date.parse(each?.at ?? "") + 1 || 0);
    const at = new Date(Math.max(Date.now(), ...before)).toISOString(); // later, whatever another machine's clock says
    const saved = own?.saved || (given.points && (given.at || LONG_AGO));
    mine.set(id, { ...markOf(answer), ...change, at, saved });
    keep();
    paint(answer);
    count();
  }

  /** To the next answer without a mark; with none left, to the button that saves. @param {number} from */
  function next(from) {
    const found = [...answers.slice(from + 1), ...answers.slice(0, from + 1)].find((answer) => !isMarked(answer));
    (found?.article ?? saveButton).focus();
    found?.article.scrollIntoView({ block: "start" });
  }

  /** Which answer has the focus; -1 for none. */
  const here = () => answers.findIndex(({ article }) => article.contains(document.activeElement));

  function saveAll() {
    recall();
    const rows = answers.flatMap(({ id, student, given, read }) => {
      const own = mine.get(id);
      const both = [
        ...(given.points ? [{ ...given, text: read }] : []),
        ...(own && own.at !== given.at && (own.points || own.saved) ? [{ ...own, text: id }] : []),
      ];
      return both.map(({ points, comment, at, text }) => [student, item, points, points && comment, at, text]);
    });
    save(file, csv([HEADER, ...rows]));
    for (const { id } of answers) {
      const own = mine.get(id);
      if (own && (own.points || own.saved)) own.saved = own.at;
    }
    told.textContent = "";
    keep();
    told.append(
      "Your browser has saved the marks; it may have put a number into the file’s name. Next, in the folder of the assignment: ",
      code(`secondsource review --add ~/Downloads/${file}`),
      " (or wherever your browser saves files), and then ",
      code("secondsource grade"),
    );
    answers.forEach(paint);
    count();
  }

  const byNumber = answers.every(({ radios }) => radios.every(({ value }) => value.length < 2));

  for (const answer of answers) {
    for (const radio of answer.radios) radio.addEventListener("change", () => mark(answer, { points: radio.value }));
    answer.area.addEventListener("input", () => mark(answer, { comment: answer.area.value }));
    answer.article.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.isComposing) return;
      if (event.target === answer.area) return event.key === "Escape" ? answer.article.focus() : undefined;
      if (!byNumber || !/^\d$/.test(event.key)) return;
      const points = answer.radios.map(({ value }) => value).filter(Boolean);
      if (!points.includes(event.key)) return hint(points);
      event.preventDefault();
      mark(answer, { points: event.key });
      next(here());
    });
  }
  one(bar, ".next").addEventListener("click", () => next(here()));
  saveButton.addEventListener("click", saveAll);
  addEventListener("storage", (event) => {
    recall();
    if (event.key === key) keep(); // two tabs that wrote at the same moment: what the later one did not know
    answers.forEach(paint);
    count();
  });
  addEventListener("beforeunload", (event) => {
    if (answers.some(isUnsaved)) event.preventDefault();
  });

  if (store.setAside(key)) told.textContent = "The marks that this browser had kept cannot be read; they are set aside.";
  recall();
  bar.hidden = false;
  document.querySelector(".still")?.remove();
  new ResizeObserver(() => (document.documentElement.style.scrollPaddingTop = `${bar.offsetHeight + 8}px`)).observe(bar);
  if (!store.works()) told.textContent = "This browser does not keep marks: press ‘Save marks’ before you leave the page.";
  answers.forEach(paint);
  count();
}

const bar = document.querySelector("section.marking");
if (bar instanceof HTMLElement) start(bar);
