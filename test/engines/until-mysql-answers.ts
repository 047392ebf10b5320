import { setTimeout as pause } from "node:timers/promises";
import { createConnection } from "mysql2/promise";

const START_MS = 90_000;

/**
 * Waits until a server of the MySQL family lets its administrator in.
 * @param isGone whether the server has ended meanwhile, so that waiting is in vain
 * @throws the last try's error
 */
export async function untilMysqlAnswers(adminUrl: string, isGone: () => boolean = () => false): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    try {
      await (await createConnection({ uri: adminUrl })).end();
      return;
    } catch (error) {
      if (isGone() || Date.now() > deadline) throw error;
      await pause(50);
    }
  }
}
