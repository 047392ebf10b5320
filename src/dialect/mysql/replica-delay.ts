import { DatabaseError } from "../failure.js";
import type { ReplicaDelay } from "../replica-delay.js";
import type { Session } from "../session.js";
import { sql } from "../sql.js";

/** What `SHOW REPLICA STATUS` says on a replica; the source knows nothing of it. */
export const mysqlReplicaDelay: ReplicaDelay = {
  async ofReplica(session) {
    const sources = await replicaStatus(session);
    const behind = sources.map((source) => source["Seconds_Behind_Source"] ?? source["Seconds_Behind_Master"]);
    if (behind.length === 0 || behind.some((seconds) => seconds === null || seconds === undefined)) return undefined;
    return Math.max(...behind.map(Number));
  },
};

/** A row for each source that the replica reads from. */
async function replicaStatus(session: Session): Promise<readonly Readonly<Record<string, unknown>>[]> {
  try {
    return await session.query(sql`SHOW REPLICA STATUS`);
  } catch (error) {
    // MySQL before 8.0.22 knows the old word alone; the new one is a syntax error there.
    if (!(error instanceof DatabaseError && error.kind === "other")) throw error;
    return session.query(sql`SHOW SLAVE STATUS`);
  }
}
