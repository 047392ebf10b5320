import { Worker } from "node:worker_threads";

/** A user at work: latencies in milliseconds of what he does while something else is at work. */
export async function latenciesBeside(url: string, persons: number, during: () => Promise<unknown>): Promise<readonly number[]> {
  const worker = new Worker(new URL("./user-load.js", import.meta.url), {
    workerData: { url, greatestPersonId: Math.floor(persons * (4 / 3)) },
  });
  await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await during();
  const latencies = new Promise<readonly number[]>((resolve, reject) => worker.once("message", resolve).once("error", reject));
  worker.postMessage("stop");
  return latencies;
}
