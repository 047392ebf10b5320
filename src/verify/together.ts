/**
 * Does something with each of several at the same time, and ends when all of them have: no session is left with a statement at work.
 * @throws what failed first, in the order of the list
 */
export async function together<T, R>(all: readonly T[], work: (one: T, position: number) => Promise<R>): Promise<readonly R[]> {
  const ends = await Promise.allSettled(all.map(work));
  return ends.map((end) => {
    if (end.status === "rejected") throw end.reason;
    return end.value;
  });
}
