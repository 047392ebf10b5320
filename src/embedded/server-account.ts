import { stat } from "node:fs/promises";
import { platform, userInfo } from "node:os";
import { dirname } from "node:path";
import { UnreachableError } from "../errors.js";
import { runProgram, type RunAs, type UserAndGroup } from "./run-program.js";

const ACCOUNT = "postgres";

/**
 * The account that PostgreSQL runs as, since it refuses root: our own where we are not root, else the owner of the
 * directory, or for a new one the system's account `postgres`, which is created where there is none.
 * @param directory the data directory, or undefined where it is yet to be created
 * @param paths what the account must be able to enter
 * @throws UnreachableError where no such account can be had
 */
export async function chooseAccount(directory: string | undefined, paths: readonly string[]): Promise<RunAs> {
  if (userInfo().uid !== 0) return {};
  const owner = directory === undefined ? undefined : await stat(directory);
  if (owner?.uid === 0) {
    throw new UnreachableError("EMBEDDED_OWNED_BY_ROOT", `PostgreSQL does not run as root, and ${directory} belongs to root.`, {
      hint: `Give the directory to the account that ran it: chown -R ${ACCOUNT}: DIRECTORY`,
    });
  }
  const account = owner === undefined ? await systemAccount() : { uid: owner.uid, gid: owner.gid };
  const closed = await firstClosed(paths, account);
  return closed === undefined ? { account } : await withPassage(account, closed);
}

async function systemAccount(): Promise<UserAndGroup> {
  const existing = await lookUp();
  if (existing !== undefined) return existing;
  const flags = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
  const made = await runProgram("useradd", [...flags, ACCOUNT]).catch((cause: unknown) => ({ code: null, output: String(cause) }));
  const account = await lookUp();
  if (account !== undefined) return account;
  throw new UnreachableError("EMBEDDED_AS_ROOT", `PostgreSQL does not run as root, and no account "${ACCOUNT}" could be created.`, {
    hint: "Run the command as an ordinary user.",
    cause: new Error(made.output),
  });
}

async function lookUp(): Promise<UserAndGroup | undefined> {
  const [uid, gid] = await Promise.all(["-u", "-g"].map((flag) => runProgram("id", [flag, ACCOUNT])));
  return uid?.code === 0 && gid?.code === 0 ? { uid: Number(uid.output), gid: Number(gid.output) } : undefined;
}

/** The first directory on the way to one of the paths that the account may not enter. */
async function firstClosed(paths: readonly string[], account: UserAndGroup): Promise<string | undefined> {
  for (const path of paths) {
    for (let parent = dirname(path), child = path; parent !== child; child = parent, parent = dirname(parent)) {
      const { uid, gid, mode } = await stat(parent);
      const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & enter) === 0) return parent;
    }
  }
  return undefined;
}

/**
 * A directory or an installation below /root is closed to other accounts: there the server keeps root's right to pass
 * file permissions (CAP_DAC_OVERRIDE), and nothing else of root's.
 */
async function withPassage(account: UserAndGroup, closed: string): Promise<RunAs> {
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  const via = ["setpriv", ...identity, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  const trial = platform() === "linux" ? await runProgram("true", [], { via }).catch(() => undefined) : undefined;
  if (trial?.code === 0) return { account, via };
  throw new UnreachableError("EMBEDDED_CLOSED_DIRECTORY", `PostgreSQL does not run as root, and the account "${ACCOUNT}" may not enter ${closed}.`, {
    hint: "Name a directory that every account can enter, for example below /var/tmp, or run the command as an ordinary user.",
  });
}
