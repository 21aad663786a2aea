/** Keep answers in the browser. Every function survives a browser that forbids, fills up or garbles its storage. */

/** @typedef {import("./types.js").Kept} Kept */

const PREFIX = "secondsource";

/**
 * @param {string} book @param {string} activity @param {number} version @param {boolean} live
 */
export const keyOf = (book, activity, version, live) =>
  [PREFIX, book, activity, version, ...(live ? ["live"] : [])].join("/");

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {string[]} */
const strings = (value) => (Array.isArray(value) ? value.filter((v) => typeof v === "string") : []);

/** @template T @param {() => T} task @param {T} otherwise what it gives where the browser forbids it @returns {T} */
function attempt(task, otherwise) {
  try {
    return task();
  } catch {
    return otherwise;
  }
}

/** @param {string | null} text @returns {Kept | null} null when there is nothing that can be used */
export const parse = (text) =>
  attempt(() => {
    const value = JSON.parse(text ?? "null");
    if (!isRecord(value) || !isRecord(value["answers"])) return null;
    const answers = /** @type {Kept["answers"]} */ (value["answers"]);
    return { answers, checked: strings(value["checked"]), marks: strings(value["marks"]) };
  }, null);

/** @param {string} key */
export const read = (key) => attempt(() => parse(localStorage.getItem(key)), null);

/** @param {string} key @returns {boolean} whether something is kept there that cannot be read; it is set aside */
export const setAside = (key) =>
  attempt(() => {
    const text = localStorage.getItem(key);
    if (text === null || parse(text)) return false;
    localStorage.setItem(`${key}/unreadable`, text);
    localStorage.removeItem(key);
    return true;
  }, false);

/** @param {string} key @param {Kept} kept @returns {boolean} whether the browser took it */
export const write = (key, kept) => attempt(() => (localStorage.setItem(key, JSON.stringify(kept)), true), false);

/** @param {string} key @returns {boolean} whether the browser forgot it */
export const forget = (key) => attempt(() => (localStorage.removeItem(key), true), false);

/** @returns {boolean} whether the browser keeps anything at all */
export const works = () => write(PREFIX, { answers: {}, checked: [], marks: [] }) && forget(PREFIX);

/** The keys of a book, with the activity and version of each. @param {string} book @param {boolean} live */
const keys = (book, live) =>
  attempt(() => Object.keys(localStorage), []).flatMap((key) => {
    const [prefix, of, activity = "", digits, tail] = key.split("/");
    const version = Number(digits);
    const mine = prefix === PREFIX && of === book && tail === (live ? "live" : undefined) && Number.isInteger(version);
    return mine ? [{ key, activity, version }] : [];
  });

/**
 * Everything kept of a book, by activity; of several versions the newest.
 * @param {string} book @param {boolean} live @returns {Map<string, {version: number, answers: Kept["answers"]}>}
 */
export function all(book, live) {
  const found = new Map();
  for (const { key, activity, version } of keys(book, live)) {
    const kept = read(key);
    if (kept && version >= (found.get(activity)?.version ?? 0)) found.set(activity, { version, answers: kept.answers });
  }
  return found;
}

/** Forget everything kept of a book; gives what was there. @param {string} book @param {boolean} live @returns {[string, string][]} */
export const take = (book, live) =>
  keys(book, live).map(({ key }) => {
    const text = attempt(() => localStorage.getItem(key), null) ?? "";
    if (forget(key)) tell(key, null);
    return [key, text];
  });

/** @param {[string, string][]} taken what `take` gave @returns {boolean} whether the browser took all of it back */
export const putBack = (taken) =>
  attempt(() => {
    for (const [key, text] of taken) {
      localStorage.setItem(key, text);
      tell(key, text);
    }
    return true;
  }, false);

/** Tell the exercises of this page what other tabs are told by the browser. @param {string} key @param {string | null} newValue */
const tell = (key, newValue) => dispatchEvent(new StorageEvent("storage", { key, newValue }));
