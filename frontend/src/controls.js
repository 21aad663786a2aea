/** What a learner answers with, by kind of item: read it, write it, hear of changes. */

/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").Answer} Answer */
/**
 * The native controls of one item. `read` gives undefined while nothing is answered.
 * @typedef {{read(): Answer | undefined, write(answer: Answer | undefined): void}} Control
 */

/** @param {Element} field @param {string} of @returns {HTMLInputElement[]} */
const inputs = (field, of) => [...field.querySelectorAll(`input[type=${of}]`)].map((i) => /** @type {HTMLInputElement} */ (i));

/** @param {Element} field @returns {Control} one of several radios: `choice`, `scale` */
function radios(field) {
  const all = inputs(field, "radio");
  return {
    read: () => all.find((radio) => radio.checked)?.value,
    write: (answer) => all.forEach((radio) => (radio.checked = radio.value === String(answer ?? ""))),
  };
}

/** @param {Element} field @returns {Control} any of several boxes, or ‘none here’: `choices`, `spans` */
function boxes(field) {
  const none = /** @type {HTMLInputElement | null} */ (field.querySelector(".ss-nothing"));
  const all = inputs(field, "checkbox").filter((box) => box !== none);
  const picked = () => all.filter((box) => box.checked).map((box) => box.value);
  if (none) {
    none.addEventListener("change", () => none.checked && all.forEach((box) => (box.checked = false)));
    for (const box of all) box.addEventListener("change", () => (none.checked = false));
  }
  return {
    read: () => (picked().length || none?.checked ? picked() : undefined),
    write(answer) {
      const ids = Array.isArray(answer) ? answer : [];
      for (const box of all) box.checked = ids.some((id) => id === box.value);
      if (none) none.checked = Array.isArray(answer) && !ids.length;
    },
  };
}

/** @param {Element} field @returns {Control} a partner for each of several things: `pairs` */
function selects(field) {
  const all = [...field.querySelectorAll("select")];
  return {
    read() {
      const pairs = all.filter((s) => s.value).map((s) => /** @type {[string, string]} */ ([s.name, s.value]));
      return pairs.length ? pairs : undefined;
    },
    write(answer) {
      const pairs = new Map(/** @type {[string, string][]} */ (Array.isArray(answer) ? answer : []));
      for (const select of all) select.value = pairs.get(select.name) ?? "";
    },
  };
}

/** @param {Element} field @returns {Control} words of one's own: `text` */
function text(field) {
  const area = field.querySelector("textarea");
  return {
    read: () => (area?.value.trim() ? area.value : undefined),
    write(answer) {
      if (area && area.value !== (answer ?? "")) area.value = String(answer ?? "");
    },
  };
}

/** @param {Element} field @returns {Control} a list of links, made with two selects and Add: `links` */
function links(field) {
  const [from, to] = field.querySelectorAll("select");
  const list = field.querySelector(".ss-links");
  /** @type {[string, string][]} */ let made = [];
  const label = (/** @type {HTMLSelectElement | undefined} */ select, /** @type {string} */ id) =>
    [...(select?.options ?? [])].find((option) => option.value === id)?.text ?? id;
  const changed = () => field.dispatchEvent(new Event("change", { bubbles: true }));
  const draw = () =>
    list?.replaceChildren(
      ...made.map((link, i) => {
        const row = document.createElement("li");
        const away = document.createElement("button");
        away.type = "button";
        away.className = "ss-button ss-away";
        away.textContent = "✕";
        const words = `${label(from, link[0])} ← ${label(to, link[1])}`;
        away.setAttribute("aria-label", `${field.getAttribute("data-remove")} ${words}`);
        away.addEventListener("click", () => {
          made = made.filter((_, k) => k !== i);
          draw();
          changed();
          /** @type {HTMLElement | null | undefined} */ (list.querySelector("button") ?? from)?.focus();
        });
        row.append(words, " ", away);
        return row;
      }),
    );
  field.querySelector(".ss-add")?.addEventListener("click", () => {
    if (!from?.value || !to?.value || from.value === to.value) return (from?.value ? to : from)?.focus();
    if (!made.some(([a, b]) => a === from.value && b === to.value)) made = [...made, [from.value, to.value]];
    from.value = to.value = "";
    draw();
    changed();
  });
  return {
    read: () => (made.length ? made : undefined),
    write(answer) {
      const next = /** @type {[string, string][]} */ (Array.isArray(answer) ? answer : []);
      if (JSON.stringify(next) === JSON.stringify(made)) return;
      made = next.map(([a, b]) => [a, b]);
      draw();
    },
  };
}

/** @type {Record<string, (field: Element) => Control>} kind of item -> its control */
const CONTROLS = { choice: radios, scale: radios, choices: boxes, spans: boxes, pairs: selects, links, text };

/** @param {Element} field @param {Item} item @returns {Control} */
export function controlOf(field, item) {
  const make = CONTROLS[item.kind];
  if (!make) throw new Error(`no control: ${item.kind}`);
  return make(field);
}

/** @param {Item} item @param {unknown} value whether the item can hold it @returns {value is Answer} */
export function fits(item, value) {
  const known = (/** @type {unknown} */ id) => typeof id === "string" && item.options.includes(id);
  const partner = (/** @type {unknown} */ id) => typeof id === "string" && item.targets.includes(id);
  switch (item.kind) {
    case "choice":
      return known(value);
    case "scale":
      return known(typeof value === "number" ? String(value) : value);
    case "choices":
    case "spans":
      return Array.isArray(value) && value.every(known);
    case "pairs":
    case "links":
      return Array.isArray(value) && value.every((p) => Array.isArray(p) && p.length === 2 && known(p[0]) && partner(p[1]));
    default:
      return typeof value === "string" && value.length <= 20_000;
  }
}
