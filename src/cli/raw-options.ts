/** What commander made of the arguments, by the option's name in camel case. */
export type RawOptions = Readonly<Record<string, unknown>>;

export function flag(raw: RawOptions, name: string): boolean {
  return raw[name] === true;
}

export function text(raw: RawOptions, name: string): string | undefined {
  const value = raw[name];
  return typeof value === "string" ? value : undefined;
}

/** Values given one by one or separated by commas, each once. */
export function list(raw: RawOptions, name: string): readonly string[] {
  const value = raw[name];
  const words = Array.isArray(value) ? value.filter((word) => typeof word === "string") : [];
  const parts = words.flatMap((word) => word.split(",")).map((word) => word.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}
