import { readCatalog, tableNames, type Catalog } from "../../src/dialect/catalog.js";
import type { Session } from "../../src/dialect/session.js";

/** Every table of the session's schema: what the program never reads, and a comparison has to. @throws DatabaseError */
export async function readWholeCatalog(session: Session): Promise<Catalog> {
  return readCatalog(session, { tables: await tableNames(session, session.server.schema) });
}
