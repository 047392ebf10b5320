/** A database server that tests may stop and kill. Its address stays the same. */
export interface RestartableServer {
  /** The address with a login that may do everything. */
  readonly adminUrl: string;
  /** Stops the server in order, if it runs, and starts it again. */
  restart(): Promise<void>;
  /** Ends the server at once, as a failing machine would; it stays down until `restart`. */
  kill(): Promise<void>;
  /** Ends the server and deletes its data. */
  stop(): Promise<void>;
}
