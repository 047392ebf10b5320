import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { confirm } from "../../src/cli/confirm.js";
import { InterruptedError, RefusedError } from "../../src/errors.js";
import { createStopControl } from "../../src/stop-request.js";

function terminal() {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = new PassThrough();
  const control = createStopControl();
  return { stdin, stderr, control, confirm: (question: string) => confirm(question, { stdin, stderr }, control.stop) };
}

describe("the question before something is written", () => {
  it.each(["y", "Y", "yes", " ja ", "j"])("takes %j for a yes", async (answer) => {
    const { stdin, stderr, confirm } = terminal();
    const answered = confirm("Shall it begin? [y/N]");
    stdin.write(`${answer}\n`);
    expect(await answered).toBe(true);
    expect(String(stderr.read())).toContain("Shall it begin? [y/N] ");
  });

  it.each(["n\n", "\n", "maybe\n", "yess\n", "\u0004"])("takes %j for a no", async (answer) => {
    const { stdin, confirm } = terminal();
    const answered = confirm("Shall it begin?");
    stdin.write(answer);
    expect(await answered).toBe(false);
  });

  it("takes the end of input for a no", async () => {
    const { stdin, confirm } = terminal();
    const answered = confirm("Shall it begin?");
    stdin.end();
    expect(await answered).toBe(false);
  });

  it("ends with 130 on Ctrl-C", async () => {
    const { stdin, confirm } = terminal();
    const answered = confirm("Shall it begin?");
    stdin.write("\u0003");
    await expect(answered).rejects.toThrow(InterruptedError);
    await expect(answered).rejects.toMatchObject({ exitCode: 130 });
  });

  it("ends with the signal's code when one comes", async () => {
    const { control, confirm } = terminal();
    const answered = confirm("Shall it begin?");
    control.receive("SIGTERM");
    await expect(answered).rejects.toMatchObject({ exitCode: 143 });
  });

  it("is refused without a terminal, naming --yes", async () => {
    const answered = confirm("?", { stdin: new PassThrough(), stderr: new PassThrough() }, createStopControl().stop);
    await expect(answered).rejects.toThrow(RefusedError);
    await expect(answered).rejects.toMatchObject({ exitCode: 4, hint: expect.stringContaining("--yes") as unknown });
  });
});
