import { grouped } from "../grouped.js";
import { sql, type Sql } from "./sql.js";

/** Where so many pieces begin alike, a text without their beginning is spared all of them. */
const WORTH_A_TEST = 3;
const BEGINNING = 2;

/**
 * Whether a text holds any of the pieces, for engines that search for one at a time. Pieces that begin alike are
 * sought only where their beginning is found.
 * @param holds the condition that the text holds a piece
 */
export function anyPiece(pieces: readonly string[], holds: (piece: string) => Sql): Sql {
  const conditions = [...grouped(pieces, (piece) => piece.slice(0, BEGINNING))].flatMap(([beginning, group]) => {
    const each = group.map(holds);
    return group.length < WORTH_A_TEST ? each : [sql`(${holds(beginning)} AND ${sql.or(each)})`];
  });
  return sql.or(conditions);
}
