/**
 * Turns that nobody can buy with numbers: so many are inside at once, and among those who wait the senders
 * come one after the other, each with one of theirs. Who has many waiting waits for their own alone.
 */

export type FairTurns = {
  /**
   * @param sender - who asks, from the large to the small (network, then browser): the turn goes round among
   *   the large ones first, so that many small ones of one large gain nothing
   * @returns what to call on leaving; null when this sender has as many waiting as anybody may, or when all
   *   places to wait are taken and nobody has more of them
   */
  enter: (sender: readonly string[]) => Promise<(() => void) | null>
  inside: () => number
  waiting: () => number
}

type Waiter = { sender: readonly string[]; letIn: (leave: (() => void) | null) => void }
/** `size`: how many wait in it and below. Its branches stand in the order in which their turn comes. */
type Branch = { branches: Map<string, Branch>; waiters: Waiter[]; size: number }

const newBranch = (): Branch => ({ branches: new Map(), waiters: [], size: 0 })

/**
 * Makes a concurrency limit in which senders take turns.
 * @param limits - `places`: how many may be inside at the same time; `most`: how many may wait; `mostEach`:
 *   how many of one sender may wait
 * @returns nobody is inside yet
 */
export function fairTurns(limits: { places: number; most: number; mostEach: number }): FairTurns {
  const root = newBranch()
  let inside = 0
  // Who was let in last; another one's turn comes first, even where this one waits for longer.
  let served: readonly string[] = []

  const leave = () => {
    let done = false
    return () => {
      if (done) return
      done = true
      // The place goes straight to the next one, so that nobody slips in between.
      const next = takeNext(root, served)
      if (next) {
        served = next.sender
        next.letIn(leave())
      } else inside -= 1
    }
  }
  return {
    enter: async (sender) => {
      if (inside < limits.places) {
        inside += 1
        served = sender
        return leave()
      }
      if (waitingOf(root, sender) >= limits.mostEach) return null
      return await new Promise((resolve) => {
        add(root, { sender, letIn: resolve })
        if (root.size > limits.most) takeFromLongest(root, sender)?.letIn(null)
      })
    },
    inside: () => inside,
    waiting: () => root.size,
  }
}

function waitingOf(root: Branch, sender: readonly string[]): number {
  let branch: Branch | undefined = root
  for (const name of sender) branch = branch?.branches.get(name)
  return branch?.waiters.length ?? 0
}

function add(root: Branch, waiter: Waiter): void {
  let branch = root
  branch.size += 1
  for (const name of waiter.sender) {
    const below = branch.branches.get(name) ?? newBranch()
    branch.branches.set(name, below)
    branch = below
    branch.size += 1
  }
  branch.waiters.push(waiter)
}

/** The first of the branch whose turn it is; this one's next turn comes after all the others'. */
function takeNext(branch: Branch, served: readonly string[]): Waiter | undefined {
  if (branch.size === 0) return undefined
  branch.size -= 1
  const [last, ...rest] = served
  const [first, second] = branch.branches
  if (first === undefined) return branch.waiters.shift()
  const [name, below] = first[0] === last && second !== undefined ? second : first
  const taken = takeNext(below, name === last ? rest : [])
  branch.branches.delete(name)
  if (below.size > 0) branch.branches.set(name, below)
  return taken
}

/** The last of whoever has most waiting: among equals of the newcomer itself, who came last. */
function takeFromLongest(branch: Branch, newcomer: readonly string[]): Waiter | undefined {
  branch.size -= 1
  const [own = '', ...rest] = newcomer
  const mine = branch.branches.get(own)
  let [name, longest] = [own, mine]
  for (const [other, below] of branch.branches)
    if (below.size > (longest?.size ?? 0)) [name, longest] = [other, below]
  if (longest === undefined) return branch.waiters.pop()
  const taken = takeFromLongest(longest, longest === mine ? rest : [])
  if (longest.size === 0) branch.branches.delete(name)
  return taken
}
