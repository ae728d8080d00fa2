/** What the figures were measured on: without it they say nothing. */
import { execFileSync } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import path from 'node:path'
import type { Cluster } from './cluster.ts'

export type Machine = {
  cores: number
  cpu: string
  memoryGb: number
  system: string
  /** single pages written and flushed to this disk in a second, one after the other */
  flushesPerSecond: number
  /** the load average as the benchmark began: other work on the machine shows here */
  load: number
  node: string
  postgres: string
  commit: string
}

const FLUSHES = 300

export async function describeMachine(cluster: Cluster): Promise<Machine> {
  const { rows } = await cluster.admin.query<{ server_version: string }>('show server_version')
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    flushesPerSecond: await flushRate(cluster.folder),
    load: loadavg()[0] ?? 0,
    node: process.version,
    postgres: rows[0]?.server_version ?? '',
    commit: commitOf(),
  }
}

async function flushRate(folder: string): Promise<number> {
  const file = path.join(folder, 'flushes')
  const handle = await open(file, 'w')
  const page = Buffer.alloc(8_192, 1)
  try {
    const began = performance.now()
    for (let index = 0; index < FLUSHES; index++) {
      await handle.write(page, 0, page.length, index * page.length)
      await handle.datasync()
    }
    return FLUSHES / ((performance.now() - began) / 1000)
  } finally {
    await handle.close()
    await rm(file)
  }
}

function commitOf(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      cwd: import.meta.dirname,
    }).trim()
  } catch {
    return 'no git'
  }
}
