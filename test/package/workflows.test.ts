import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDER = `${ROOT}.github/workflows/`;
const WORKFLOWS = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(FOLDER + name, "utf8") }));

test.each(WORKFLOWS)("$name takes every action by its hash, and no program from where it may change", ({ text }) => {
  const actions = [...text.matchAll(/uses: *(\S+)/g)].map(([, action]) => action);
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action ?? ""))).toEqual([]);
  expect(text).not.toMatch(/@latest|\/latest\/|(curl|wget)[^\n]*\|/);
});

test("the suite runs on the oldest Node.js that package.json names, and on those that are alive; the image on one of them", () => {
  const ci = WORKFLOWS.find(({ name }) => name === "ci.yml")?.text ?? "";
  const [oldest = "", ...alive] = /node: \[(.*)\]/.exec(ci)?.[1]?.split(", ") ?? [];
  expect(`>=${oldest.replace(/\.0$/, "")}`).toBe(manifest.engines.node);
  // https://github.com/nodejs/release#release-schedule; 20 ended in April 2026.
  expect(alive).toEqual(["22", "24", "26"]);
  const images = [...readFileSync(`${ROOT}Dockerfile`, "utf8").matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => major);
  expect(images.filter((major) => !alive.includes(major ?? ""))).toEqual([]);
});

test("a release is drafted from a tag that names package.json's version, with checksums and provenance of each file", () => {
  const release = WORKFLOWS.find(({ name }) => name === "release.yml")?.text ?? "";
  const order = [
    "npm test",
    "npm pack",
    "npm run build:executable",
    "SHA256SUMS",
    "attest-build-provenance@",
    "gh release create",
  ];
  const places = order.map((word) => release.indexOf(word));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(release.indexOf('require("./package.json").version'));
  expect(release).toContain("subject-path: release/*");
  // The programs, and the licences of what is in them.
  expect(release).toContain("mv consent-upgrade-*.tgz executable/* release/");
});

test("the Kubernetes Job takes the image of package.json's version", () => {
  const job = readFileSync(`${ROOT}docs/kubernetes-job.yaml`, "utf8");
  expect(job).toContain(`image: consent-upgrade:${manifest.version} `);
});
