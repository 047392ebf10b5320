import { charactersBeyond, textColumns, type Asking, type TextColumn } from "../dialect/column-characters.js";
import { RefusedError } from "../errors.js";

/** The columns that hold links, and are rewritten. */
const REWRITTEN = ["s_message.html_message", "s_message.plain_message", "s_message.design", "s_messageblock.block", "s_link.url"];
const TABLES = ["s_message", "s_messageblock", "s_link"];

/** How long an address `s_link` can hold. @throws DatabaseError */
export async function urlColumn(asking: Asking, schema: string): Promise<TextColumn | undefined> {
  return (await textColumns(asking, schema, TABLES)).get("s_link.url");
}

/** Why the new target cannot be written into the columns that hold links; undefined where it can. @throws DatabaseError */
export async function unstorableTarget(asking: Asking, schema: string, target: string): Promise<RefusedError | undefined> {
  // Every character set that the engines know has these.
  if (/^[\0-\x7f]*$/.test(target)) return undefined;
  const columns = await textColumns(asking, schema, TABLES);
  for (const name of REWRITTEN) {
    const column = columns.get(name);
    const lost = column === undefined ? "" : charactersBeyond(column.characters, target);
    if (column === undefined || lost === "") continue;
    return new RefusedError(
      "TEMPLATE_TARGET_CHARACTERS",
      `${column.name} cannot hold "${lost}" of templates.manageSubscriptionsLink: its character set is ${column.characters}.`,
      { hint: "Write the address percent-encoded, or choose another; --skip template-links does everything else." },
    );
  }
  return undefined;
}
