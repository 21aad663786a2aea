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

/** @param {string | null} text @returns {Kept | null} null when there is nothing that can be used */
export function parse(text) {
  try {
    const value = JSON.parse(text ?? "null");
    if (!isRecord(value) || !isRecord(value["answers"])) return null;
    const answers = /** @type {Kept["answers"]} */ (value["answers"]);
    return { answers, checked: strings(value["checked"]), marks: strings(value["marks"]) };
  } catch {
    return null;
  }
}

/** @param {string} key */
export function read(key) {
  try {
    return parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** @param {string} key @param {Kept} kept @returns {boolean} whether the browser took it */
export function write(key, kept) {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key @returns {boolean} whether the browser forgot it */
export function forget(key) {
  try {
    localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/**
 * Everything kept of a book, by activity; of several versions the newest.
 * @param {string} book @param {boolean} live @returns {Map<string, {version: number, answers: Kept["answers"]}>}
 */
export function all(book, live) {
  const found = new Map();
  try {
    for (const key of Object.keys(localStorage)) {
      const [prefix, of, activity, digits, tail] = key.split("/");
      const version = Number(digits);
      if (prefix !== PREFIX || of !== book || (tail === "live") !== live || !Number.isInteger(version)) continue;
      const kept = read(key);
      if (kept && version >= (found.get(activity)?.version ?? 0)) found.set(activity, { version, answers: kept.answers });
    }
  } catch {
    /* a browser that forbids its storage keeps nothing */
  }
  return found;
}
