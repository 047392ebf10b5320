import { UsageError } from "../errors.js";
import type { TlsMode } from "./connection-target.js";

/** A database URL taken apart; everything is decoded. Empty texts where a part is missing. */
export interface DatabaseUrl {
  readonly scheme: string;
  readonly user: string;
  readonly password: string;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  /** As it stands in a URL. */
  readonly hostText: string;
  readonly port: number | undefined;
  readonly database: string;
  readonly parameters: URLSearchParams;
}

/** The error for a URL that cannot be used. `expected` shows the form. */
export function malformedUrl(why: string, expected: string, cause?: unknown): UsageError {
  return new UsageError("DATABASE_URL", `The database URL is malformed: ${why}.`, {
    cause,
    hint: `Expected: ${expected}`,
  });
}

/**
 * Takes a URL apart.
 * @throws UsageError (64) where it is none, or has a parameter that is not in `known`
 */
export function readUrl(text: string, expected: string, known: readonly string[]): DatabaseUrl {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    // The cause would quote the URL with its password.
    throw malformedUrl("it cannot be read as a URL", expected);
  }
  const decode = (part: string): string => {
    try {
      return decodeURIComponent(part);
    } catch {
      throw malformedUrl("a percent sign is not followed by two hexadecimal digits (write % itself as %25)", expected);
    }
  };
  for (const name of url.searchParams.keys()) {
    if (!known.includes(name))
      throw malformedUrl(`it has the unknown parameter "${name}" (known: ${known.join(", ")})`, expected);
  }
  const [database = "", ...rest] = url.pathname.split("/").slice(1);
  if (rest.length > 0) throw malformedUrl("there is more than one name after the host", expected);
  return {
    scheme: url.protocol.slice(0, -1),
    user: decode(url.username),
    password: decode(url.password),
    host: decode(url.hostname).replace(/^\[(.*)\]$/, "$1"),
    hostText: decode(url.hostname),
    port: url.port === "" ? undefined : Number(url.port),
    database: decode(database),
    parameters: url.searchParams,
  };
}

/**
 * The parameter `tls` of a URL.
 * @throws UsageError (64) where it is none of the three
 */
export function tlsParameter(parameters: URLSearchParams, expected: string): TlsMode | undefined {
  const tls = parameters.get("tls");
  if (tls === null) return undefined;
  if (tls !== "verify" && tls !== "no-verify" && tls !== "off") {
    throw malformedUrl(`tls=${tls} is none of verify, no-verify, off`, expected);
  }
  return tls;
}
