import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "../../src/dialect/open-database.js";
import { identifier, sql } from "../../src/dialect/sql.js";

/** What a user of the CRM does every 20 ms while the upgrade is at work; runs in a thread of its own. */
const EVERY_MS = 20;

interface LoadOrder {
  readonly url: string;
  readonly greatestPersonId: number;
}

const { url, greatestPersonId } = workerData as LoadOrder;
try {
  // The user sits at a machine of his own: waiting for a processor of this one is nothing that he would feel.
  setPriority(constants.priority.PRIORITY_HIGHEST);
} catch {
  // Only root may; then the figures are somewhat higher.
}
const database = await openDatabase({ url });
const session = await database.open();
const person = identifier(session.server.schema, "person");
let stopped = false;
parentPort?.on("message", () => {
  stopped = true;
});
const latencies: number[] = [];
parentPort?.postMessage("ready");
for (let turn = 1; !stopped; turn += 1) {
  const started = performance.now();
  await session.query(sql`SELECT lastname FROM ${person} WHERE person_id = ${1 + ((turn * 7919) % greatestPersonId)}`);
  await session.execute(sql`UPDATE ${person} SET firstname = 'Jo' WHERE person_id = ${1 + ((turn * 104729) % greatestPersonId)}`);
  latencies.push(performance.now() - started);
  await sleep(EVERY_MS);
}
await session.close();
parentPort?.postMessage(latencies);
// A port that listens keeps its thread, and with it the whole program, alive.
parentPort?.close();
