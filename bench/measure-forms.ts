/**
 * What the largest form costs everybody else: for how long the event loop stands still while one is read. Whoever
 * sends it sits in a thread of their own, so that only the server's share is measured.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { bodyOf } from '../src/platform/http/input.ts'
import { createServer } from '../src/platform/http/server.ts'
import { createLog } from '../src/platform/log.ts'

export type FormsFigure = {
  /** milliseconds, the most of all rounds: a form of 1 MB in the largest number of fields that is taken */
  taken: number
  /** the same for 100,000 fields, which are refused */
  refused: number
}

const ROUNDS = 20
const MEGABYTE = 1024 * 1024
/** What a timer of one millisecond is late by itself is no blocking. */
const RESOLUTION = 1

const SENDER = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', async ({ url, body }) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(url, { method: 'POST', headers, body })
    await answer.text()
    parentPort.postMessage(answer.status)
  })`

const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Sends the two forms to a server with one route and nothing behind it. */
export async function measureForms(): Promise<FormsFigure> {
  const { app } = await createServer({
    log: createLog('silent'),
    proxyHops: 0,
    https: false,
    formTargets: [],
    onAnswer: () => undefined,
    onPublicAnswer: () => undefined,
  })
  const config = { operation: 'bench.form', access: 'public', body: 'large' } as const
  app.post('/form', { config }, (request) => Object.keys(bodyOf(request, formSchema)).length)
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/form`
  const sender = new Worker(SENDER, { eval: true })
  try {
    const worst = async (body: string, status: number) => {
      let most = 0
      for (let round = 0; round < ROUNDS; round += 1)
        most = Math.max(most, await blocked(sender, url, body, status))
      return most
    }
    const letters = '%E1%88%80'
    const value = letters.repeat(Math.floor(MEGABYTE / 500 / letters.length) - 1)
    const taken = Array.from({ length: 500 }, (_, at) => `f${String(at)}=${value}`).join('&')
    const refused = Array.from({ length: 100_000 }, (_, at) => `f${String(at)}=1`)
      .join('&')
      .slice(0, MEGABYTE)
    return { taken: await worst(taken, 200), refused: await worst(refused, 413) }
  } finally {
    await sender.terminate()
    await app.close()
  }
}

async function blocked(sender: Worker, url: string, body: string, status: number): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
  delay.enable()
  await sleep(20)
  delay.reset()
  const answered = new Promise<number>((resolve) => sender.once('message', resolve))
  sender.postMessage({ url, body })
  const got = await answered
  await sleep(5)
  delay.disable()
  if (got !== status) throw new Error(`the form was answered with ${String(got)}, not ${String(status)}`)
  return Math.max(0, delay.max / 1e6 - RESOLUTION)
}
