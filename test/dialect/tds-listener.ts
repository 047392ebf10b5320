import { createServer, type Socket } from "node:net";

/** Types of messages (MS-TDS 2.2.3.1.1). */
export const TDS = { tokens: 0x04, fedAuthToken: 0x08, login: 0x10, sspi: 0x11, prelogin: 0x12 } as const;

/** What the server says about encryption in its answer to PRELOGIN. */
export const ENCRYPTION = { off: 0, on: 1, notSupported: 2, required: 3 } as const;

export interface TdsMessage {
  readonly type: number;
  readonly data: Buffer;
}

export interface TdsOptions {
  readonly host: string;
  readonly encryption: number;
  readonly wantsFedAuth?: boolean;
  /** Answers to what follows PRELOGIN; what is undefined is answered with a refused login. */
  readonly answer?: (message: TdsMessage) => Buffer | undefined;
}

/** A listener that speaks as much of SQL Server's protocol as a login needs, records it, and lets nobody in. */
export interface TdsListener {
  readonly port: number;
  readonly messages: TdsMessage[];
  close(): Promise<void>;
}

const HEADER = 8;
const END_OF_MESSAGE = 1;

export async function listenTds(options: TdsOptions): Promise<TdsListener> {
  const messages: TdsMessage[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A client that is not let in hangs up as it likes.
    socket.on("error", () => undefined);
    let bytes = Buffer.alloc(0);
    let data = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (bytes.length >= HEADER && bytes.length >= bytes.readUInt16BE(2)) {
        const length = bytes.readUInt16BE(2);
        data = Buffer.concat([data, bytes.subarray(HEADER, length)]);
        const [type = 0, status = 0] = bytes;
        bytes = bytes.subarray(length);
        if ((status & END_OF_MESSAGE) === 0) continue;
        const message = { type, data };
        data = Buffer.alloc(0);
        messages.push(message);
        const reply =
          type === TDS.prelogin
            ? preloginAnswer(options)
            : (options.answer?.(message) ?? refusal("Login failed for user 'crm'."));
        socket.write(packet(reply));
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, options.host, resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the system gave no port");
  return {
    port: address.port,
    messages,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function packet(data: Buffer): Buffer {
  const header = Buffer.from([TDS.tokens, END_OF_MESSAGE, 0, 0, 0, 0, 1, 0]);
  header.writeUInt16BE(HEADER + data.length, 2);
  return Buffer.concat([header, data]);
}

/** VERSION, ENCRYPTION and FEDAUTHREQUIRED. */
function preloginAnswer({ encryption, wantsFedAuth = false }: TdsOptions): Buffer {
  const options = [
    { token: 0, value: Buffer.from([16, 0, 0, 0, 0, 0]) },
    { token: 1, value: Buffer.from([encryption]) },
    ...(wantsFedAuth ? [{ token: 6, value: Buffer.from([1]) }] : []),
  ];
  const head = Buffer.alloc(options.length * 5 + 1, 0xff);
  let at = head.length;
  options.forEach(({ token, value }, position) => {
    head.writeUInt8(token, position * 5);
    head.writeUInt16BE(at, position * 5 + 1);
    head.writeUInt16BE(value.length, position * 5 + 3);
    at += value.length;
  });
  return Buffer.concat([head, ...options.map(({ value }) => value)]);
}

function counted(text: string, bytes: 1 | 2): Buffer {
  const length = Buffer.alloc(bytes);
  length.writeUIntLE(text.length, 0, bytes);
  return Buffer.concat([length, Buffer.from(text, "utf16le")]);
}

/** ERROR 18456 and DONE. */
function refusal(message: string): Buffer {
  const number = Buffer.alloc(6);
  number.writeInt32LE(18_456);
  number.writeUInt8(1, 4);
  number.writeUInt8(14, 5);
  const body = Buffer.concat([number, counted(message, 2), counted("TEST", 1), counted("", 1), Buffer.alloc(4)]);
  const length = Buffer.alloc(3);
  length.writeUInt8(0xaa);
  length.writeUInt16LE(body.length, 1);
  return Buffer.concat([length, body, Buffer.from([0xfd, 2, 0]), Buffer.alloc(10)]);
}

/** Asks a client of NTLM for its proof: SSPI with a challenge (MS-NLMP 2.2.1.2) for this domain. */
export function ntlmChallenge(domain: string): Buffer {
  const name = Buffer.from(domain, "utf16le");
  const challenge = Buffer.alloc(56);
  challenge.write("NTLMSSP\0");
  challenge.writeInt32LE(2, 8);
  challenge.writeInt16LE(name.length, 12);
  challenge.writeInt16LE(name.length, 14);
  challenge.writeInt32LE(56, 16);
  challenge.writeInt32LE(0x8201, 20);
  challenge.write("12345678", 24);
  challenge.writeInt32LE(56 + name.length, 44);
  const data = Buffer.concat([challenge, name]);
  const length = Buffer.alloc(3);
  length.writeUInt8(0xed);
  length.writeUInt16LE(data.length, 1);
  return Buffer.concat([length, data]);
}

/** Tells a client where it gets a token, and for what (FEDAUTHINFO). */
export function fedAuthInfo(authority: string, service: string): Buffer {
  const texts = [Buffer.from(authority, "utf16le"), Buffer.from(service, "utf16le")];
  const head = Buffer.alloc(4 + texts.length * 9);
  head.writeUInt32LE(texts.length);
  let at = head.length;
  texts.forEach((value, position) => {
    head.writeUInt8(position + 1, 4 + position * 9);
    head.writeUInt32LE(value.length, 5 + position * 9);
    head.writeUInt32LE(at, 9 + position * 9);
    at += value.length;
  });
  const length = Buffer.alloc(5);
  length.writeUInt8(0xee);
  length.writeUInt32LE(at, 1);
  return Buffer.concat([length, head, ...texts]);
}

/** What a LOGIN7 message says (MS-TDS 2.2.6.4). */
export function readLogin({ data }: TdsMessage) {
  const text = (at: number): string => {
    const start = data.readUInt16LE(at);
    return data.toString("utf16le", start, start + data.readUInt16LE(at + 2) * 2);
  };
  const sspi = data.readUInt16LE(78);
  return {
    user: text(40),
    program: text(48),
    database: text(68),
    sspi: data.subarray(sspi, sspi + data.readUInt16LE(80)),
  };
}

/** The ENCRYPTION option of a client's PRELOGIN. */
export function askedEncryption({ data }: TdsMessage): number | undefined {
  for (let at = 0; at + 5 <= data.length && data[at] !== 0xff; at += 5) {
    if (data[at] === 1) return data[data.readUInt16BE(at + 1)];
  }
  return undefined;
}
