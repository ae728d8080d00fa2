/** Processor time that programs have used: on a machine that others use too it says more than the clock. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Cluster } from './cluster.ts'

/** Linux counts in hundredths of a second (USER_HZ). */
const MS_A_TICK = 10
/** Behind the name in /proc/PID/stat: the parent, and the times of the process and of its children that have ended. */
const PARENT = 1
const TIMES = [11, 12, 13, 14]

/**
 * Asks how much a process and its children have used so far.
 * @param pid - of the process
 * @returns milliseconds; null where the system does not say
 */
export async function processorTime(pid: number): Promise<number | null> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  let ticks = 0
  let found = false
  for (const one of pids) {
    const stat = await readFile(`/proc/${one}/stat`, 'utf8').catch(() => null)
    if (stat === null) continue
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    if (Number(one) !== pid && fields[PARENT] !== pid) continue
    found = true
    ticks += TIMES.reduce((sum, at) => sum + (fields[at] ?? 0), 0)
  }
  return found ? ticks * MS_A_TICK : null
}

/**
 * Says which process is the database's.
 * @param cluster - that runs
 * @returns the pid whose children serve connections
 */
export async function databasePid({ folder }: Cluster): Promise<number> {
  const file = await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8')
  return Number(file.split('\n')[0])
}
