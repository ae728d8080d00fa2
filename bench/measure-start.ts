/** From `npm start` with an empty data folder to the first page, the exercise loaded. */
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './cluster.ts'

export type StartFigure = { seconds: number }

const PATIENCE_SECONDS = 180

export async function measureStart(): Promise<StartFigure> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-bench-start-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: path.join(import.meta.dirname, '..'),
    env: { ...process.env, DATA_DIR: folder, PORT: String(port) },
    stdio: 'ignore',
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  })
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    while ((performance.now() - began) / 1000 < PATIENCE_SECONDS) {
      if (child.exitCode !== null) throw new Error('npm start ended before it answered')
      const answered = await fetch(`http://127.0.0.1:${String(port)}/`, {
        headers: { accept: 'text/html' },
      }).then(
        (answer) => answer.status === 200,
        () => false,
      )
      if (answered) return { seconds: (performance.now() - began) / 1000 }
      await sleep(25)
    }
    throw new Error(`npm start gave no page within ${String(PATIENCE_SECONDS)} seconds`)
  } finally {
    // npm, the starting script and the node are one group of processes; the script passes the signal on.
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await Promise.race([gone, sleep(30_000)])
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}
