/** The entry for pages without a kernel: gives every pre-rendered widget a model of its own and brings it to life. */

import { hydrate } from "./hydrate.js";

/** @param {Record<string, unknown>} state @returns {import("./types.js").Model} */
function modelOf(state) {
  /** @type {Map<string, Set<() => void>>} */
  const handlers = new Map();
  const of = (/** @type {string} */ event) => handlers.get(event) ?? handlers.set(event, new Set()).get(event);
  return {
    get: (name) => state[name],
    set(name, value) {
      if (JSON.stringify(state[name]) === JSON.stringify(value)) return;
      state[name] = value;
      for (const handler of of(`change:${name}`) ?? []) handler();
    },
    save_changes() {},
    on: (event, handler) => void of(event)?.add(handler),
    off: (event, handler) => void of(event)?.delete(handler),
  };
}

/** One widget at a time, so that the page stays free to scroll and to be typed into; one that fails stops no other. */
async function start() {
  for (const el of document.querySelectorAll("[data-secondsource]")) {
    try {
      const script = el.querySelector("script[type='application/json']");
      hydrate(el, modelOf(JSON.parse(script?.textContent ?? "{}")), false, new AbortController().signal);
    } catch (error) {
      el.setAttribute("data-failed", "");
      console.error("A widget stays a worksheet.", error);
    }
    await new Promise((next) => setTimeout(next));
  }
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
