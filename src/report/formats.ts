/** What `--format` takes. */
export const FORMATS = ["text", "json", "markdown", "html"] as const;

export type Format = (typeof FORMATS)[number];
