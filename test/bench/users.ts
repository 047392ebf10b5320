import { Worker } from "node:worker_threads";
import { percentile } from "./statistics.js";

/** A user at work: latencies in milliseconds of what he does while something else is at work. */
async function latenciesBeside(
  url: string,
  greatestPersonId: number,
  during: () => Promise<unknown>,
): Promise<readonly number[]> {
  const worker = new Worker(new URL("./user-load.js", import.meta.url), { workerData: { url, greatestPersonId } });
  await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await during();
  const latencies = new Promise<readonly number[]>((resolve, reject) => worker.once("message", resolve).once("error", reject));
  worker.postMessage("stop");
  return latencies;
}

/** What a user feels beside something, in one line. */
export async function feltBeside(url: string, persons: number, during: () => Promise<unknown>): Promise<string> {
  const list = await latenciesBeside(url, Math.floor(persons * (4 / 3)), during);
  return `p50 ${percentile(list, 50).toFixed(1)} ms, p99 ${percentile(list, 99).toFixed(1)} ms, longest ${Math.max(...list).toFixed(1)} ms`;
}
