/** The entry for anywidget: JupyterLab, Notebook and whatever else hosts its modules. */

import { hydrate } from "./hydrate.js";

/** @typedef {import("./types.js").Model} Model */

/** @param {{model: Model, el: HTMLElement}} context */
function render({ model, el }) {
  const stop = new AbortController();
  el.classList.add("secondsource");
  el.innerHTML = model.get("markup"); // written by Python, which escapes every text in it
  hydrate(el, model, true, stop.signal);
  return () => stop.abort();
}

export default { render };
