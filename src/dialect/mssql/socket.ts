import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Where the driver wants a connection: the address's own place, a named instance's port, or where Azure sends it on to. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** The server would take the login in plain text although encryption is asked for. */
export class PlainTextError extends Error {}

/** As long as all of the driver's own connecting may take. */
export const CONNECT_TIMEOUT_MS = 15_000;

/** Packets of the protocol (MS-TDS 2.2.3.1): type, status, length, … */
const PACKET_HEADER = 8;
const LENGTH_AT = 2;
/** Options of PRELOGIN (MS-TDS 2.2.6.5): a list of token, offset, length, ended by 0xFF. */
const OPTION_SIZE = 5;
const END_OF_OPTIONS = 0xff;
const ENCRYPTION = 1;
const ENCRYPT_ON = 1;
const ENCRYPT_REQUIRED = 3;

/** Whether a server's answer to PRELOGIN says that everything is encrypted from then on; undefined while it is not whole. */
function offersEncryption(answer: Buffer): boolean | undefined {
  if (answer.length < PACKET_HEADER || answer.length < answer.readUInt16BE(LENGTH_AT)) return undefined;
  const options = answer.subarray(PACKET_HEADER);
  for (let at = 0; at + OPTION_SIZE <= options.length && options[at] !== END_OF_OPTIONS; at += OPTION_SIZE) {
    if (options[at] !== ENCRYPTION) continue;
    const value = options[options.readUInt16BE(at + 1)];
    return value === ENCRYPT_ON || value === ENCRYPT_REQUIRED;
  }
  return false;
}

/** Destroys the socket on the server's first answer, before the driver can answer it, unless it offers encryption. */
function refusePlainText(socket: Socket): void {
  let answer = Buffer.alloc(0);
  const judge = (chunk: Buffer): void => {
    answer = Buffer.concat([answer, chunk]);
    const encrypted = offersEncryption(answer);
    if (encrypted === undefined) return;
    socket.removeListener("data", judge);
    if (!encrypted) socket.destroy(new PlainTextError("the server offers no encryption"));
  };
  socket.on("data", judge);
}

/**
 * A socket to the first of the host's addresses that answers (an availability group's listener has several, and only
 * one of them lives). The driver sends user and password in plain text where the server says that it has no TLS,
 * whatever the driver was told (tedious 19, `performTlsNegotiation`); `encrypted` sees to it that it does not.
 * @throws AggregateError with an error for each address
 */
export async function openSocket({ host, port }: Place, encrypted: boolean): Promise<Socket> {
  const signal = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
  const sockets = (await lookup(host, { all: true })).map(({ address }) => connect({ host: address, port }));
  try {
    const first = await Promise.any(sockets.map((socket) => once(socket, "connect", { signal }).then(() => socket)));
    for (const socket of sockets) if (socket !== first) socket.destroy();
    if (encrypted) refusePlainText(first);
    return first;
  } catch (error) {
    for (const socket of sockets) socket.destroy();
    throw error;
  }
}
