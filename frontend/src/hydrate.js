/** Bring a pre-rendered widget to life, picked by its kind. */

import { hydrateBriefDesk } from "./brief_desk.js";
import { hydrateForm } from "./form.js";
import { hydrateLens } from "./lens.js";
import { hydrateReadingLog } from "./reading_log.js";
import { Session } from "./session.js";
import { hydrateSourceGrade } from "./source_grade.js";
import { hydrateSourceMap } from "./source_map.js";
import { hydrateSweep } from "./sweep.js";
import { hydrateTools, speaker } from "./tools.js";
import { hydrateBoard, hydrateDiscernment } from "./verdicts.js";
import { hydrateWordSwap } from "./word_swap.js";

/** @typedef {import("./types.js").Model} Model */
/** @typedef {import("./tools.js").View} View */

/** @type {Record<string, (view: View) => () => void>} kind -> hydrate, which gives back the function that paints */
const KINDS = {
  BriefDesk: hydrateBriefDesk,
  ClueMatch: hydrateForm,
  Discernment: hydrateDiscernment,
  EvidenceBoard: hydrateBoard,
  FrameGrid: hydrateForm,
  Lens: hydrateLens,
  NumberCheck: sweepOrForm,
  Questions: hydrateForm,
  ReadingLog: hydrateReadingLog,
  SourceGrade: hydrateSourceGrade,
  SourceMap: hydrateSourceMap,
  WhoSays: sweepOrForm,
  WordSwap: hydrateWordSwap,
};

/** @param {View} view */
function sweepOrForm(view) {
  return (view.session.model.get("mode") === "sweep" ? hydrateSweep : hydrateForm)(view);
}

/**
 * @param {Element} root holds the markup
 * @param {Model} model @param {boolean} live whether a kernel is behind the model @param {AbortSignal} signal
 */
export function hydrate(root, model, live, signal) {
  const kind = KINDS[model.get("kind")];
  const widget = root.querySelector(".ss-widget");
  if (!kind || !widget) throw new Error(`no widget: ${model.get("kind")}`);
  const session = new Session(model, live, signal);
  const view = { root: widget, session, say: speaker(widget.querySelector(".ss-tools")), uid: uniqueNames(widget), signal };
  for (const button of widget.querySelectorAll("button")) button.disabled = false;
  const paint = kind(view);
  hydrateTools(view);
  session.changed = paint;
  paint();
  widget.setAttribute("data-alive", "");
}

let views = 0;

/** Radios of two views of one widget must not share a name. @param {Element} root */
function uniqueNames(root) {
  const uid = `ss${++views}-${Math.random().toString(36).slice(2, 8)}`;
  for (const radio of root.querySelectorAll("input[type=radio]")) {
    radio.setAttribute("name", `${uid}:${radio.getAttribute("name")}`);
  }
  return uid;
}
