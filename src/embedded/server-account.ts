import { stat } from "node:fs/promises";
import { platform, userInfo } from "node:os";
import { dirname } from "node:path";
import { UnreachableError } from "../errors.js";
import { runProgram, type RunAs, type UserAndGroup } from "./run-program.js";

const ACCOUNT = "postgres";
const NOBODY = "nobody";

/** What the server's account must be able to enter: where the data is, or is to be made, and the programs. */
export interface ServerPaths {
  /** The data directory; undefined where it is yet to be made. */
  readonly existing: string | undefined;
  readonly data: string;
  readonly program: string;
}

/**
 * Finds who PostgreSQL runs as, since it refuses root. Where we are not root: ourselves. Else, for a directory that
 * exists, its owner; for a new one the system's account `postgres`, or, where that is missing or may not enter the
 * paths (below /root), ourselves under another number.
 * @throws UnreachableError where none of these can be had
 */
export async function chooseAccount(paths: ServerPaths): Promise<RunAs> {
  if (userInfo().uid !== 0) return {};
  const { existing } = paths;
  if (existing === undefined) return accountForNew(paths);
  const { uid, gid } = await stat(existing);
  if (uid !== 0) return asAccount({ uid, gid }, paths);
  const renumbered = await asRootRenumbered();
  if (renumbered !== undefined) return renumbered;
  throw new UnreachableError("EMBEDDED_OWNED_BY_ROOT", `PostgreSQL does not run as root, and ${existing} belongs to root.`, {
    hint: `Create it anew, or give it to the account "${ACCOUNT}" (chown -R ${ACCOUNT}: DIRECTORY).`,
  });
}

async function accountForNew(paths: ServerPaths): Promise<RunAs> {
  const account = await lookUp(ACCOUNT);
  const isOpen = account !== undefined && (await firstClosed([paths.data, paths.program], account)) === undefined;
  if (isOpen) return { account };
  return (await asRootRenumbered()) ?? asAccount(account ?? (await createAccount()), paths);
}

/** Data that the account may not enter it can be let into; programs it cannot, PostgreSQL checks their rights itself. */
async function asAccount(account: UserAndGroup, { data, program }: ServerPaths): Promise<RunAs> {
  const closedProgram = await firstClosed([program], account);
  const closedData = await firstClosed([data], account);
  if (closedProgram === undefined && closedData === undefined) return { account };
  const passage = closedProgram === undefined ? await asAccountWithPassage(account) : undefined;
  if (passage !== undefined) return passage;
  throw new UnreachableError(
    "EMBEDDED_CLOSED_DIRECTORY",
    `PostgreSQL does not run as root, and its account may not enter ${closedProgram ?? closedData ?? data}.`,
    {
      hint:
        closedProgram === undefined
          ? "Name a directory that every account can enter, for example below /var/tmp, or run the command as an ordinary user."
          : "Install the tool where every account can enter (npm install --global), or run the command as an ordinary user.",
    },
  );
}

/**
 * Ourselves in a Linux user namespace where root's number is that of `nobody`: no account is created, files stay
 * root's, and what root may enter the server may. Containers without the right to make namespaces do not have this.
 */
async function asRootRenumbered(): Promise<RunAs | undefined> {
  const nobody = platform() === "linux" ? await lookUp(NOBODY) : undefined;
  if (nobody === undefined) return undefined;
  return ifUsable({ via: ["unshare", "--user", `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`] });
}

/** The account with root's right to pass file permissions (CAP_DAC_OVERRIDE), and nothing else of root's. */
async function asAccountWithPassage(account: UserAndGroup): Promise<RunAs | undefined> {
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  return ifUsable({ account, via: ["setpriv", ...identity, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"] });
}

async function ifUsable(runAs: RunAs): Promise<RunAs | undefined> {
  const trial = await runProgram("true", [], runAs).catch(() => undefined);
  return trial?.code === 0 ? runAs : undefined;
}

async function createAccount(): Promise<UserAndGroup> {
  const flags = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
  const made = await runProgram("useradd", [...flags, ACCOUNT]).catch((error: unknown) => ({ output: String(error) }));
  const account = await lookUp(ACCOUNT);
  if (account !== undefined) return account;
  throw new UnreachableError(
    "EMBEDDED_AS_ROOT",
    `PostgreSQL does not run as root, and no account "${ACCOUNT}" could be created.`,
    {
      hint: "Run the command as an ordinary user.",
      cause: new Error(made.output),
    },
  );
}

async function lookUp(name: string): Promise<UserAndGroup | undefined> {
  const [uid, gid] = await Promise.all(["-u", "-g"].map((flag) => runProgram("id", [flag, name])));
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
