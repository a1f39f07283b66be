// Builds every module of src/ into the package: `npm ci && npm run build`; `--check` builds aside and compares.
//
// One file a module, shared parts in chunks, names without a clock or a random part: the same sources give the same bytes.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const package_ = join(here, "../src/metrograph/pages/static");
const checking = process.argv.includes("--check");
const target = checking ? mkdtempSync(join(tmpdir(), "web-")) : package_;
const scripts = (folder) => readdirSync(folder).filter((name) => name.endsWith(".js")).sort();
const common = { absWorkingDir: here, bundle: true, minify: true, target: "es2022", legalComments: "none", charset: "utf8", logLevel: "warning" };

if (!checking) for (const name of scripts(target)) rmSync(join(target, name));
const sources = scripts(join(here, "src")).map((name) => `src/${name}`);
const plain = ["src/site.js", "src/theme.js"]; // no modules: before anything is painted, and from a disk
await build({ ...common, entryPoints: plain, outdir: target, format: "iife", external: ["./editor.js"] });
const { metafile } = await build({
  ...common, entryPoints: sources.filter((name) => !plain.includes(name)), outdir: target, format: "esm", splitting: true, metafile: true,
  chunkNames: "shared-[hash]",
});

const packages = [...new Set(Object.keys(metafile.inputs).filter((name) => name.startsWith("node_modules/"))
  .map((name) => name.split("/").slice(1, name.split("/")[1].startsWith("@") ? 3 : 2).join("/")))].sort();
const licences = packages.map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), "utf8").trim() : ""}\n`;
});
if (licences.length) writeFileSync(join(target, "LICENCES.txt"), licences.join("\n----\n\n"));
const digest = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const manifest = Object.fromEntries(scripts(target).map((name) => [basename(name), digest(join(target, name))]));
writeFileSync(join(target, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");

if (checking) {
  const names = [...new Set([...scripts(target), ...scripts(package_), "manifest.json"])];
  const read = (folder, name) => { try { return readFileSync(join(folder, name), "utf8"); } catch { return null; } };
  const stale = names.filter((name) => read(target, name) !== read(package_, name));
  rmSync(target, { recursive: true });
  if (stale.length) { console.error(`not as built from web/src: ${stale.join(", ")}; run: npm run build`); process.exit(1); }
}
