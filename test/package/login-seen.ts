import { ENCRYPTION, listenTds, readLogin, TDS } from "../dialect/tds-listener.js";

/** What a program with an `mssql://` address tells a listener that speaks SQL Server's protocol, and lets nobody in. */
export async function loginSeen<Ran>(run: (url: string) => Promise<Ran>) {
  const listener = await listenTds({ host: "127.0.0.1", encryption: ENCRYPTION.notSupported });
  try {
    const ran = await run(`mssql://crm:s3cret@127.0.0.1:${listener.port}/sales`);
    const [prelogin, login] = listener.messages;
    if (prelogin?.type !== TDS.prelogin || login?.type !== TDS.login) throw new Error("no login came");
    return { ran, login: readLogin(login) };
  } finally {
    await listener.close();
  }
}
