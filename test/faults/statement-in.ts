/** Whether a client sends a statement like this; SQL Server's texts are UTF-16. */
export function statementIn(piece: Buffer, statement: RegExp): boolean {
  return [piece.toString("latin1"), piece.toString("utf16le"), piece.subarray(1).toString("utf16le")].some((text) =>
    statement.test(text),
  );
}
