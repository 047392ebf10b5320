import { createConnection, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** When a connection is cut: asked for every piece that the client sends. */
export type Cut = (piece: Buffer, bytesSoFar: number) => "no" | "before" | "after";

/**
 * A TCP proxy that cuts connections: before a piece reaches the server, or after it did and before the
 * answer comes back, which is how the answer to a COMMIT gets lost.
 */
export class CuttingProxy {
  readonly #sockets = new Set<Socket>();
  #forgotten: ReadonlySet<Socket> = new Set();
  cuts = 0;
  cut: Cut = () => "no";
  /** From then on nothing comes through, and nobody is told: a firewall that forgot the connections of so far. */
  forgetConnections(): void {
    for (const socket of this.#sockets) socket.pause().removeAllListeners("data");
    this.#forgotten = new Set(this.#sockets);
  }

  /** What happens before a piece is passed on, if anything: others' work at exactly that moment. */
  hold: (piece: Buffer) => Promise<void> | undefined = () => undefined;

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on("connection", (client) => this.#connect(client));
  }

  static async before(url: string): Promise<CuttingProxy> {
    const { hostname, port } = new URL(url);
    const server = createServer();
    const proxy = new CuttingProxy(server, { host: hostname, port: Number(port) });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  /** The same address, through the proxy. */
  urlOf(url: string): string {
    const through = new URL(url);
    through.hostname = "127.0.0.1";
    through.port = String((this.server.address() as AddressInfo).port);
    // What is encrypted cannot be looked at.
    through.searchParams.set("tls", "off");
    return through.href;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #connect(client: Socket): void {
    const server = createConnection(this.target);
    let bytes = 0;
    let silenced = false;
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        if (this.#forgotten.has(socket)) return;
        client.destroy();
        if (!silenced) server.destroy();
      });
    }
    client.on("data", (piece: Buffer) => {
      bytes += piece.length;
      const when = this.cut(piece, bytes);
      if (when === "before") {
        this.cuts += 1;
        client.destroy();
        return;
      }
      const held = this.hold(piece);
      if (held === undefined) server.write(piece);
      else void held.then(() => server.write(piece));
      if (when === "after") {
        this.cuts += 1;
        silenced = true;
        // The server gets the time to do what it was told; nobody hears of it.
        setTimeout(() => {
          client.destroy();
          server.destroy();
        }, 100);
      }
    });
    server.on("data", (piece) => {
      if (!silenced) client.write(piece);
    });
  }
}
