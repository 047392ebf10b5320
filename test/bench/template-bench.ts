import { loadavg } from "node:os";
import type { Session } from "../../src/dialect/session.js";
import type { Measured } from "./child-process.js";
import { processorOfServer } from "./processor-time.js";
import { createTemplateData, expectedOf } from "./template-data.js";

const GOAL_SECONDS = 20;
const GOAL_MEGABYTES = 150;
const STEP = "template-links";

interface Report {
  readonly steps: readonly {
    readonly id: string;
    readonly changes: { readonly updated: number };
    readonly counts: Readonly<Record<string, number>>;
  }[];
}

/**
 * Measures the step `template-links` alone, with the database: plan, apply, rollback (issue 6: 10 000 templates in under
 * 20 s and 150 MB). Fails where a figure is not what the data must give.
 */
export async function measureTemplates(
  session: Session,
  templates: number,
  run: (...args: readonly string[]) => Promise<Measured>,
  say: (text: string) => void,
): Promise<void> {
  say(`${templates} templates of 60 kB: creating them`);
  await createTemplateData(session, templates);
  say(`goals: plan and apply under ${GOAL_SECONDS} s and ${GOAL_MEGABYTES} MB each, for 10000 templates`);
  for (const [name, args] of [
    ["plan", ["plan", "--only", STEP]],
    ["apply", ["apply", "--yes", "--only", STEP]],
    ["rollback", ["rollback", "--yes"]],
  ] as const) {
    const before = await processorOfServer();
    const measured = await run(...args);
    const server = ((await processorOfServer()) ?? Number.NaN) - (before ?? 0);
    if (measured.exitCode !== 0) throw new Error(`${name}: exit ${measured.exitCode}: ${measured.output}`);
    check(name, measured.output, templates);
    const { milliseconds, processorSeconds = Number.NaN, peakMegabytes = Number.NaN } = measured;
    say(
      `${name.padEnd(9)} ${(milliseconds / 1000).toFixed(1)} s; processor ${processorSeconds.toFixed(1)} s, ` +
        `of a server started here ${server.toFixed(1)} s; peak resident memory ${Math.round(peakMegabytes)} MB; load ${loadavg()[0]?.toFixed(1)}`,
    );
  }
}

function check(name: string, output: string, templates: number): void {
  const step = (JSON.parse(output) as Report).steps.find(({ id }) => id === STEP);
  const expected = expectedOf(templates);
  const isRight = step?.changes.updated === expected.records && (name === "rollback" || step.counts["links"] === expected.links);
  if (!isRight) throw new Error(`${name}: ${JSON.stringify(step)}, expected ${JSON.stringify(expected)}`);
}
