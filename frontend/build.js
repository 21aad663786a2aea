// Bundles src/ into ../src/secondsource/static: one module for anywidget, one classic script for pages (a page opened
// from file:// may not load modules), one for the page on which teachers mark, one style. `--check` writes nothing and fails where the files differ.
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const OUT = new URL("../src/secondsource/static/", import.meta.url);
const banner = "/* Generated from frontend/src: do not edit. */";
const common = { bundle: true, minify: true, write: false, charset: "utf8", target: "es2022", legalComments: "none" };
const targets = {
  "secondsource.mjs": { entryPoints: ["src/live.js"], format: "esm", banner: { js: banner } },
  "secondsource.js": { entryPoints: ["src/page.js"], format: "iife", banner: { js: banner } },
  "review.js": { entryPoints: ["src/review.js"], format: "iife", banner: { js: banner } },
  "secondsource.css": { entryPoints: ["src/secondsource.css"], banner: { css: banner } },
};

const check = process.argv.includes("--check");
for (const [name, options] of Object.entries(targets)) {
  const { outputFiles } = await build({ ...common, ...options });
  const text = outputFiles[0].text;
  const file = new URL(name, OUT);
  if (!check) await writeFile(file, text);
  else if (text !== (await readFile(file, "utf8").catch(() => ""))) {
    console.error(`${name} is not what frontend/src gives: run \`npm run build\` in frontend/ and commit it`);
    process.exitCode = 1;
  }
}
if (check && !process.exitCode) console.log("the bundle is what the sources give");
