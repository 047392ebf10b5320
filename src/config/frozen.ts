/** Freezes a plain value and everything in it, and returns it. */
export function frozen<Value>(value: Value): Value {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach((part: unknown) => frozen(part));
  }
  return value;
}
