import { createSocket } from "node:dgram";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../../src/dialect/open-database.js";
import type { DatabaseAddress } from "../../src/dialect/connection-target.js";
import { UnreachableError } from "../../src/errors.js";
import {
  askedEncryption,
  ENCRYPTION,
  fedAuthInfo,
  listenTds,
  ntlmChallenge,
  readLogin,
  TDS,
  type TdsListener,
  type TdsMessage,
  type TdsOptions,
} from "./tds-listener.js";

/** Whole 127.0.0.0/8 is this machine, except on macOS: an address that no SQL Server Browser of the machine is bound to. */
const HOST = process.platform === "darwin" ? "127.0.0.1" : "127.0.0.77";

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of cleanUp.splice(0)) await close();
});

async function listening(options: Partial<TdsOptions> = {}): Promise<TdsListener> {
  const listener = await listenTds({ host: HOST, encryption: ENCRYPTION.notSupported, ...options });
  cleanUp.push(() => listener.close());
  return listener;
}

async function refused(address: DatabaseAddress): Promise<UnreachableError> {
  const outcome: unknown = await (await openDatabase(address)).open().catch((error: unknown) => error);
  if (outcome instanceof UnreachableError) return outcome;
  throw new Error("not refused", { cause: outcome });
}

function only(messages: readonly TdsMessage[], type: number): TdsMessage {
  const found = messages.find((message) => message.type === type);
  if (found === undefined) throw new Error(`no message of type ${type}`);
  return found;
}

/** Which types of messages a listener got. */
function types({ messages }: TdsListener): readonly number[] {
  return messages.map(({ type }) => type);
}

describe("a named instance", () => {
  /** What the SQL Server Browser answers: every instance of the machine (MC-SQLR 2.2.5). */
  async function browser(port: number): Promise<void> {
    const names = [
      `ServerName;HOST;InstanceName;OTHER;IsClustered;No;Version;16.0.1000.6;tcp;1;;`,
      `ServerName;HOST;InstanceName;CRM;IsClustered;No;Version;16.0.1000.6;tcp;${port};;`,
    ].join("");
    const answer = Buffer.concat([Buffer.from([5, names.length & 0xff, names.length >> 8]), Buffer.from(names)]);
    const socket = createSocket("udp4", (_, from) => {
      socket.send(answer, from.port, from.address);
    });
    socket.bind(1434, HOST);
    await once(socket, "listening");
    cleanUp.push(async () => {
      socket.close();
      await once(socket, "close");
    });
  }

  test.each([
    `mssql://crm:s3cret@${HOST}/crm?instance=crm&tls=off`,
    String.raw`Server=${HOST}\CRM;Database=crm;User Id=crm;Password=s3cret;Encrypt=False`,
  ])("is looked up at the SQL Server Browser, and its port is gone to: %s", async (url) => {
    const listener = await listening();
    await browser(listener.port);
    expect(await refused({ url })).toMatchObject({ code: "LOGIN_REFUSED", exitCode: 69 });
    expect(readLogin(only(listener.messages, TDS.login))).toMatchObject({
      user: "crm",
      database: "crm",
      program: "consent-upgrade",
    });
  });

  test("that the Browser does not know is told by its name", async () => {
    const listener = await listening();
    await browser(listener.port);
    const error = await refused({ url: `mssql://crm:s3cret@${HOST}/crm?instance=SALES&tls=off` });
    expect(error).toMatchObject({ code: "NO_ANSWER", exitCode: 69 });
    expect(error.message).toContain("SALES");
    expect(listener.messages).toEqual([]);
  });
});

describe("encryption", () => {
  test.each([
    { tls: "verify", asked: ENCRYPTION.on },
    { tls: "no-verify", asked: ENCRYPTION.on },
    { tls: "off", asked: ENCRYPTION.notSupported },
  ] as const)("tls=$tls asks for $asked", async ({ tls, asked }) => {
    const listener = await listening();
    await refused({ url: `mssql://crm:s3cret@${HOST}:${listener.port}/crm?tls=${tls}` });
    expect(askedEncryption(only(listener.messages, TDS.prelogin))).toBe(asked);
  });

  test.each([
    { tls: "verify", answer: "notSupported" },
    { tls: "verify", answer: "off" },
    { tls: "no-verify", answer: "notSupported" },
  ] as const)("with tls=$tls no login goes to a server that answers $answer", async ({ tls, answer }) => {
    const listener = await listening({ encryption: ENCRYPTION[answer] });
    const error = await refused({ url: `mssql://crm:s3cret@${HOST}:${listener.port}/crm?tls=${tls}` });
    expect(error).toMatchObject({ code: "TLS_FAILED", exitCode: 69 });
    expect(error.message).toContain("does not offer TLS");
    expect(types(listener)).toEqual([TDS.prelogin]);
  });

  test("a server that wants it where it is switched off is told as such", async () => {
    const listener = await listening({ encryption: ENCRYPTION.required });
    const error = await refused({ url: `mssql://crm:s3cret@${HOST}:${listener.port}/crm?encrypt=false` });
    expect(error).toMatchObject({ code: "TLS_FAILED", exitCode: 69 });
    expect(error.hint).toContain("tls");
    expect(types(listener)).toEqual([TDS.prelogin]);
  });
});

describe("a Windows domain's login", () => {
  test.each([
    (place: string) => `mssql://CORP%5Cb%C3%B6rje:s3cret@${place.replace(",", ":")}/crm?tls=off`,
    (place: string) => String.raw`Server=${place};Database=crm;User Id=CORP\börje;Password=s3cret;Encrypt=False`,
  ])("goes by NTLM, and its password nowhere", async (urlOf) => {
    const listener = await listening({
      answer: ({ type }) => (type === TDS.login ? ntlmChallenge("CORP") : undefined),
    });
    const error = await refused({ url: urlOf(`${HOST},${listener.port}`) });
    expect(error).toMatchObject({ code: "LOGIN_REFUSED", exitCode: 69 });
    expect(types(listener)).toEqual([TDS.prelogin, TDS.login, TDS.sspi]);
    const { sspi, user } = readLogin(only(listener.messages, TDS.login));
    expect([sspi.toString("latin1", 0, 8), sspi.readInt32LE(8), user]).toEqual(["NTLMSSP\0", 1, ""]);
    expect(sspi.toString("latin1")).toContain("CORP");
    const proof = only(listener.messages, TDS.sspi).data;
    expect([proof.toString("latin1", 0, 8), proof.readInt32LE(8)]).toEqual(["NTLMSSP\0", 3]);
    expect(proof.toString("utf16le", 64)).toContain("CORPbörje");
    for (const { data } of listener.messages) expect(data.includes(Buffer.from("s3cret", "utf16le"))).toBe(false);
  });
});

describe("Entra ID", () => {
  const AUTHORITY = "https://login.invalid/tenant";
  const KNOWN = "https://database.windows.net";

  const asked: URL[] = [];
  let endpoint: Server;
  let place: string;
  /** The machine's own endpoint for tokens, as App Service and Arc name it in the environment. */
  beforeAll(async () => {
    endpoint = createServer((request, response) => {
      const url = new URL(request.url ?? "", "http://local");
      asked.push(url);
      const inAnHour = String(Math.floor(Date.now() / 1000) + 3600);
      const token = { access_token: "tøken", expires_on: inAnHour, token_type: "Bearer" };
      const isKnown = url.searchParams.get("resource") === KNOWN;
      response.writeHead(isKnown ? 200 : 400, { "content-type": "application/json" });
      response.end(JSON.stringify(isKnown ? token : { error: "invalid_resource", error_description: "no such resource" }));
    }).listen(0, HOST);
    await once(endpoint, "listening");
    const address = endpoint.address();
    place = typeof address === "object" && address !== null ? `http://${HOST}:${address.port}/token` : "";
  });
  beforeEach(() => {
    vi.stubEnv("IDENTITY_ENDPOINT", place);
    vi.stubEnv("IDENTITY_HEADER", "header");
    asked.length = 0;
  });
  afterAll(() => endpoint.close());

  test.each([
    { url: "?authentication=ActiveDirectoryManagedIdentity", client: null },
    { url: "?authentication=ActiveDirectoryManagedIdentity&clientId=0000-1111", client: "0000-1111" },
  ])("a managed identity's token goes to the server: $url", async ({ url, client }) => {
    const listener = await listening({
      wantsFedAuth: true,
      answer: ({ type }) => (type === TDS.login ? fedAuthInfo(AUTHORITY, `${KNOWN}/`) : undefined),
    });
    const error = await refused({ url: `mssql://${HOST}:${listener.port}/crm${url}&tls=off` });
    expect(error).toMatchObject({ code: "LOGIN_REFUSED", exitCode: 69 });
    expect(types(listener)).toEqual([TDS.prelogin, TDS.login, TDS.fedAuthToken]);
    expect(only(listener.messages, TDS.fedAuthToken).data.toString("utf16le", 8)).toBe("tøken");
    expect(asked.map((each) => [each.searchParams.get("resource"), each.searchParams.get("client_id")])).toEqual([
      [KNOWN, client],
    ]);
  });

  test("a token that cannot be had is a refused login, and says why", async () => {
    const listener = await listening({
      wantsFedAuth: true,
      answer: ({ type }) => (type === TDS.login ? fedAuthInfo(AUTHORITY, "https://other.windows.net/") : undefined),
    });
    const error = await refused({
      url: `mssql://${HOST}:${listener.port}/crm?authentication=ActiveDirectoryManagedIdentity&tls=off`,
    });
    expect(error).toMatchObject({ code: "LOGIN_REFUSED", exitCode: 69 });
    expect(error.message).toContain("ManagedIdentityCredential");
    expect(types(listener)).toEqual([TDS.prelogin, TDS.login]);
  });
});
