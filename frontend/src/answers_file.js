/** Answers files, as ../../src/secondsource/answers.schema.json describes them. */

import { isRecord } from "./store.js";

/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {Map<string, {version: number, answers: Answers}>} Activities */

const FORMAT = "secondsource-answers/1";
const MAX_BYTES = 1_000_000;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ITEM = /^[A-Za-z0-9._-]{1,120}$/;

/** @param {unknown} value whether the file may hold it for an item; deeper checks are the item's own */
const isAnswer = (value) =>
  typeof value === "number" ||
  (typeof value === "string" && value.length <= 20_000) ||
  (Array.isArray(value) && value.length <= 500 && JSON.stringify(value).length <= 20_000);

/** @param {string} book @param {Activities} activities */
export const compose = (book, activities) =>
  JSON.stringify({ format: FORMAT, book, activities: Object.fromEntries(activities) }, null, 2) + "\n";

/**
 * @param {string} text @param {string} book
 * @returns {Activities | "notJson" | "otherBook" | "tooLarge"} the activities, or why there are none
 */
export function read(text, book) {
  if (text.length > MAX_BYTES) return "tooLarge";
  let content;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return "notJson";
  }
  if (!isRecord(content) || content["format"] !== FORMAT || !isRecord(content["activities"])) return "notJson";
  if (content["book"] !== book) return "otherBook";
  /** @type {Activities} */
  const activities = new Map();
  for (const [id, part] of Object.entries(content["activities"])) {
    if (!ID.test(id) || !isRecord(part) || !isRecord(part["answers"])) continue;
    const version = Number(part["version"]);
    const good = Object.entries(part["answers"]).filter(([item, value]) => ITEM.test(item) && isAnswer(value));
    if (Number.isInteger(version) && version >= 1 && good.length) {
      activities.set(id, { version, answers: /** @type {Answers} */ (Object.fromEntries(good)) });
    }
  }
  return activities;
}

/** @param {string} name @param {string} text */
export function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
