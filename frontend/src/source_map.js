/** `SourceMap`: the chain drawn from the links, relays collapsed, dead ends marked, origins counted. */

import { element, hydrateForm } from "./form.js";

/** @typedef {import("./tools.js").View} View */
/** @typedef {[string, string][]} Links */

const ARTICLE = "article";
const [HEIGHT, SPACE] = [78, 14];

/** @param {View} view @returns {() => void} the function that paints it */
export function hydrateSourceMap(view) {
  const { root, session } = view;
  const { t } = session;
  return hydrateForm(view, (rows) => {
    const row = rows.find(({ item }) => item.kind === "links");
    const name = new Map(
      [...(row?.field.querySelectorAll("option") ?? [])].map((option) => [option.value, option.text]),
    );
    /** @type {string[]} */ const unnamed = session.model.get("unnamed");
    /** @type {number[]} */ const [known, dead] = session.model.get("known");
    let drawn = "";
    return () => {
      const links = /** @type {Links} */ (session.answers[row?.id ?? ""] ?? []);
      const state = JSON.stringify([links, row && session.checked.includes(row.id)]);
      if (state === drawn) return;
      drawn = state;
      const nodes = layers(links);
      const ends = [...nodes.keys()].filter((id) => id !== ARTICLE && !links.some(([from]) => from === id));
      const untraceable = ends.filter((id) => unnamed.includes(id)).length;
      const said = [t("origins", { known: ends.length - untraceable, dead: untraceable })];
      if (known !== undefined && row && session.checked.includes(row.id))
        said.push(t("keyOrigins", { known, dead: dead ?? 0 }));
      const count = root.querySelector(".ss-origins");
      if (count) count.textContent = links.length ? said.join(" ") : "";
      const kind = (/** @type {string} */ id) =>
        id === ARTICLE ? "" : !ends.includes(id) ? "relay" : unnamed.includes(id) ? "deadEnd" : "origin";
      const map = root.querySelector(".ss-map");
      map?.replaceChildren(...(links.length ? [draw(links, nodes, name, kind, t, map.clientWidth || 600)] : []));
    };
  });
}

/** How many steps each node is from the article, or from where its own chain begins. @param {Links} links */
export function layers(links) {
  /** @type {Map<string, number>} */ const depth = new Map([[ARTICLE, 0]]);
  for (const [from] of links) if (!links.some(([, to]) => to === from) && from !== ARTICLE) depth.set(from, 1);
  for (let round = 0; round <= links.length; round++) {
    for (const [from, to] of links) {
      const next = Math.min((depth.get(from) ?? 1) + 1, links.length + 1); // a circle ends here
      if ((depth.get(to) ?? -1) < next && to !== ARTICLE) depth.set(to, next);
    }
  }
  return depth;
}

/**
 * @param {Links} links @param {Map<string, number>} depth @param {Map<string, string>} name
 * @param {(id: string) => string} kind @param {import("./session.js").Text} t @param {number} room its width
 */
function draw(links, depth, name, kind, t, room) {
  /** @type {Map<number, string[]>} */ const columns = new Map();
  for (const [id, d] of depth) columns.set(d, [...(columns.get(d) ?? []), id]);
  const order = [...columns.keys()].sort((a, b) => a - b);
  const [WIDTH, GAP] = room < 500 ? [(room - 24) / 3 - 4, 12] : [150, 48]; // three columns fit on a phone
  const tall = Math.max(...[...columns.values()].map((ids) => ids.length)) * (HEIGHT + SPACE);
  /** @type {Map<string, [number, number]>} */ const at = new Map();
  order.forEach((d, column) => {
    const ids = columns.get(d) ?? [];
    const top = (tall - ids.length * (HEIGHT + SPACE)) / 2;
    ids.forEach((id, i) => at.set(id, [column * (WIDTH + GAP) + 2, top + i * (HEIGHT + SPACE) + SPACE / 2]));
  });
  const wide = order.length * (WIDTH + GAP) - GAP + 4;
  const svg = shape("svg", { viewBox: `0 0 ${wide} ${tall}`, width: wide, height: tall, "aria-hidden": "true" });
  for (const [from, to] of links) {
    const [x1, y1] = at.get(from) ?? [0, 0];
    const [x2, y2] = at.get(to) ?? [0, 0];
    const [a, b, y, z] = [x1 + WIDTH, x2, y1 + HEIGHT / 2, y2 + HEIGHT / 2];
    svg.append(shape("path", { d: `M${a} ${y}C${a + GAP / 2} ${y} ${b - GAP / 2} ${z} ${b} ${z}`, class: "ss-edge" }));
  }
  for (const [id, [x, y]] of at) {
    const box = shape("foreignObject", { x, y, width: WIDTH, height: HEIGHT });
    const what = kind(id);
    box.append(
      element(
        "div",
        { class: "ss-node", "data-kind": what },
        name.get(id) ?? id,
        element("small", {}, what && `${what === "deadEnd" ? "✕ " : ""}${t(what)}`),
      ),
    );
    svg.append(box);
  }
  return element("div", { class: "ss-scroll", tabindex: "0", role: "group", "aria-label": t("drawing") }, svg);
}

/** @param {string} tag @param {Record<string, string | number>} attributes */
function shape(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
