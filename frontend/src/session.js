/** One learner at one activity: answers, what has been checked, and where both are kept. */

import { fits } from "./controls.js";
import * as file from "./answers_file.js";
import * as store from "./store.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").Kept} Kept */
/** @typedef {import("./types.js").Model} Model */
/** @typedef {(name: string, values?: Record<string, string | number>) => string} Text */

const EMPTY = { options: [], targets: [], accepted: [], also: [], feedback: {}, swaps: {}, cards: {}, models: [] };
const RESTORED = "secondsource:restored";
const COLLECT = "secondsource:collect";
export const KEPT = "secondsource:kept";

export class Session {
  #setting = false;

  /** @param {Model} model @param {boolean} live @param {AbortSignal} signal */
  constructor(model, live, signal) {
    this.model = model;
    this.live = live;
    /** @type {string} */ this.book = model.get("book");
    /** @type {string} */ this.activity = model.get("activity");
    /** @type {number} */ this.version = model.get("version");
    /** @type {Map<string, Item>} */
    this.items = new Map(model.get("items").map((/** @type {Item} */ item) => [item.id, { ...EMPTY, ...item }]));
    /** @type {Record<string, string>} */ const strings = model.get("strings");
    /** What a widget says, by name, with its numbers filled in. @type {Text} */
    this.t = (name, values = {}) => (strings[name] ?? "").replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
    this.key = store.keyOf(this.book, this.activity, this.version, live);
    /** @type {Set<string>} */ this.marks = new Set();
    /** @type {Kept | null} */ this.before = null;
    /** @type {() => void} */ this.changed = () => {};
    this.canKeep = true;

    /** @type {string} what has to be said about earlier answers: the name of a string, or '' */
    this.notice = store.setAside(this.key) ? "garbled" : "";
    const kept = store.read(this.key);
    const earlier = kept ? undefined : store.all(this.book, live).get(this.activity);
    if (earlier && earlier.version < this.version && this.#has(earlier.answers)) this.notice = "older";
    if (!this.#has(this.answers)) this.#adopt(kept);
    else {
      const same = kept && JSON.stringify(kept.answers) === JSON.stringify(this.answers);
      if (same) this.marks = new Set(kept.marks); // drawn again: ticks and swaps are no traits
      this.#keep();
    }
    const repaint = () => {
      if (this.#setting) return;
      this.#keep();
      this.changed();
    };
    model.on("change:answers", repaint);
    model.on("change:checked", repaint);
    signal.addEventListener("abort", () => {
      model.off("change:answers", repaint);
      model.off("change:checked", repaint);
    });
    addEventListener("storage", (event) => this.#otherTab(event), { signal });
    addEventListener(COLLECT, (event) => this.#giveAnswers(/** @type {CustomEvent} */ (event)), { signal });
    addEventListener(RESTORED, (event) => this.#takeRestored(/** @type {CustomEvent} */ (event)), { signal });
  }

  /** @returns {Answers} */
  get answers() {
    return this.model.get("answers") ?? {};
  }

  /** @returns {string[]} */
  get checked() {
    return this.model.get("checked") ?? [];
  }

  /** Change some answers; null takes one back. An item that is answered anew has to be checked anew.
   * @param {Record<string, Answer | null>} changes @param {string[]} [checked] items checked in the same step */
  answer(changes, checked = []) {
    const answers = { ...this.answers };
    const stale = new Set();
    for (const [id, value] of Object.entries(changes)) {
      if (JSON.stringify(answers[id]) !== JSON.stringify(value)) stale.add(id);
      if (value === null) delete answers[id];
      else answers[id] = value;
    }
    this.before = null;
    this.#set(answers, [...new Set([...this.checked.filter((id) => !stale.has(id)), ...checked])]);
  }

  /** @param {string} mark @param {boolean} on */
  mark(mark, on) {
    this.marks[on ? "add" : "delete"](mark);
    this.#keep();
  }

  reset() {
    if (!this.#has(this.answers) && !this.marks.size) return;
    this.before = { answers: this.answers, checked: this.checked, marks: [...this.marks] };
    this.marks.clear();
    this.canKeep = store.forget(this.key);
    this.#set({}, []);
  }

  undo() {
    if (!this.before) return;
    const { answers, checked, marks } = this.before;
    this.before = null;
    this.marks = new Set(marks);
    this.#set(answers, checked);
  }

  /** Every answer of the book that this browser has, by activity. */
  everything() {
    const activities = store.all(this.book, this.live);
    dispatchEvent(new CustomEvent(COLLECT, { detail: { book: this.book, live: this.live, activities } }));
    for (const [id, part] of activities) if (!this.#has(part.answers)) activities.delete(id);
    return activities;
  }

  /** Save all of it as a file. @returns {{file: string, n: number}} */
  download() {
    const activities = this.everything();
    const name = `${this.book}-answers.json`;
    file.save(name, file.compose(this.book, activities));
    const n = [...activities.values()].reduce((sum, part) => sum + Object.keys(part.answers).length, 0);
    return { file: name, n };
  }

  /** Take the answers from a file, here and in every other activity of the book: those of an activity replace what
   * was there, and are shown as checked.
   * @param {File} from @returns {Promise<{here: number, elsewhere: number} | {why: string}>} */
  async restore(from) {
    const found = from.size > 2_000_000 ? "tooLarge" : file.read(await from.text(), this.book);
    if (typeof found === "string") return { why: this.t(found) };
    /** @type {Map<string, number>} what the exercises on this page took of it */
    const taken = new Map();
    dispatchEvent(new CustomEvent(RESTORED, { detail: { book: this.book, live: this.live, found, taken } }));
    for (const [id, { version, answers }] of found) {
      if (taken.has(id)) continue; // the others are on other pages: keep their answers until those are opened
      const key = store.keyOf(this.book, id, version, this.live);
      const kept = { answers, checked: Object.keys(answers), marks: [] };
      if (store.write(key, kept)) taken.set(id, Object.keys(answers).length);
    }
    dispatchEvent(new Event(KEPT));
    const here = taken.get(this.activity) ?? 0;
    const all = [...taken.values()].reduce((sum, n) => sum + n, 0);
    return all ? { here, elsewhere: all - here } : { why: this.t("nothingFits") };
  }

  /** @param {CustomEvent} event */
  #giveAnswers({ detail: { book, live, activities } }) {
    if (book !== this.book || live !== this.live) return;
    const older = activities.get(this.activity)?.version !== this.version; // of an earlier edition: better than nothing
    if (older && !this.#has(this.answers)) return;
    activities.set(this.activity, { version: this.version, answers: this.answers });
  }

  /** @param {CustomEvent} event */
  #takeRestored({ detail: { book, live, found, taken } }) {
    const mine = book === this.book && live === this.live && found.get(this.activity);
    if (!mine) return;
    const fitting = mine.version === this.version ? this.#fitting(mine.answers) : [];
    if (fitting.length) {
      this.before = this.#has(this.answers)
        ? { answers: this.answers, checked: this.checked, marks: [...this.marks] }
        : null;
      this.marks.clear();
      this.#set(Object.fromEntries(fitting), fitting.map(([id]) => id));
    }
    taken.set(this.activity, fitting.length);
  }

  /** @param {StorageEvent} event */
  #otherTab(event) {
    if (event.key !== this.key) return;
    const kept = store.parse(event.newValue);
    if (kept) this.#adopt(kept);
    else if (event.newValue === null) {
      this.marks.clear();
      this.#set({}, []);
    }
  }

  /** @param {Kept | null} kept */
  #adopt(kept) {
    if (!kept) return;
    this.marks = new Set(kept.marks);
    const answers = Object.fromEntries(this.#fitting(kept.answers));
    this.#set(answers, kept.checked.filter((id) => id in answers));
  }

  /** @param {Answers} answers the answers that this activity can hold */
  #fitting(answers) {
    return Object.entries(answers).filter(([id, value]) => {
      const item = this.items.get(id);
      return item && fits(item, value);
    });
  }

  /** @param {Answers} answers @param {string[]} checked */
  #set(answers, checked) {
    this.#setting = true; // the model tells of each trait: keep and paint once, when all are set
    this.model.set("answers", answers);
    this.model.set("checked", checked);
    this.#setting = false;
    this.model.save_changes();
    this.#keep();
    this.changed();
  }

  #keep() {
    const empty = !this.#has(this.answers) && !this.marks.size;
    if (empty && !store.read(this.key)) return;
    this.canKeep = store.write(this.key, { answers: this.answers, checked: this.checked, marks: [...this.marks] });
    dispatchEvent(new Event(KEPT));
  }

  /** @param {object} answers */
  #has(answers) {
    return Object.keys(answers).length > 0;
  }
}
