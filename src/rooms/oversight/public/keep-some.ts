/** Keeps the last few of what takes long to make and never changes. */

/**
 * Makes a keeper.
 * @param most - how many are kept; the one that was asked for longest ago goes first
 * @returns gives what is kept, or has it made; several who ask at once have it made once
 */
export function keepSome(most: number): {
  of: (name: string, make: () => Promise<Buffer>) => Promise<Buffer>
} {
  const kept = new Map<string, Promise<Buffer>>()
  return {
    of: (name, make) => {
      const there = kept.get(name)
      const made = there ?? make()
      kept.delete(name)
      kept.set(name, made)
      if (there === undefined) made.catch(() => kept.delete(name))
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return made
    },
  }
}
