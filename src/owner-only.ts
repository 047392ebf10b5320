/** Reports, logs, scripts and evidence hold ids and texts of the CRM: a new file is its owner's alone. */
export const OWNER_ONLY = 0o600;
