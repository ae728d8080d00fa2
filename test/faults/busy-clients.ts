/** Eight officers of four agencies at work at once, who remember what was acknowledged to them. */
import { randomUUID } from 'node:crypto'
import type { Answer, Callers } from '../support/callers.ts'
import { dramaNumber, reportBody, type ReportBody } from '../support/reports.ts'

const AGENCIES = ['sussex-police', 'kent-police', 'nca', 'border-force'] as const
// Few enough that the agencies hold the same numbers, many enough that none becomes common.
const NUMBERS = 60

type Filing = { email: string; key: string; body: ReportBody; reference: string }
type Acknowledged = Filing & { id: string; released: boolean; recalled: boolean }

export type BusyClients = {
  acknowledged: Acknowledged[]
  /** filings whose answer never came: done or not, nobody knows */
  unanswered: Filing[]
  /** answers that were neither success nor "not available" */
  wrong: string[]
  /** ends when each client has met the fault */
  done: Promise<void>
  stop: () => void
}

/**
 * Starts them; they go on until the node no longer answers, or `stop`.
 * @param name - begins the reference of everything they file
 */
export function startBusyClients(node: Pick<Callers, 'api'>, name: string): BusyClients {
  let stopped = false
  const state: BusyClients = {
    acknowledged: [],
    unanswered: [],
    wrong: [],
    done: Promise.resolve(),
    stop: () => {
      stopped = true
    },
  }
  const client = async (number: number): Promise<void> => {
    const agency = AGENCIES[number % AGENCIES.length] ?? 'nca'
    const partner = AGENCIES[(number + 1) % AGENCIES.length] ?? 'nca'
    const email = `intelligence-officer${number < 4 ? '' : '-2'}@${agency}.example`
    /** @returns the answer, or null when there was none */
    const ask = async (path: string, body: unknown, key: string): Promise<Answer | null> => {
      try {
        const answer = await node.api(email, 'POST', path, body, { 'idempotency-key': key })
        if (answer.status >= 400 && answer.status !== 503)
          state.wrong.push(
            `${path.replaceAll(/[0-9a-f-]{36}/g, ':id')}: ${String(answer.status)} ${answer.text}`,
          )
        return answer.status < 400 ? answer : null
      } catch {
        return null
      }
    }
    for (let n = 0; !stopped; n++) {
      const reference = `${name}-${String(number)}-${String(n)}`
      const body = reportBody({
        title: `Report ${reference}`,
        agency_reference: reference,
        subjects: [{ kind: 'phone', item: 1, value: dramaNumber((n * 7 + number) % NUMBERS) }],
      })
      const filing = { email, key: randomUUID(), body, reference }
      const filed = await ask('/intelligence/reports', body, filing.key)
      if (filed === null) {
        state.unanswered.push(filing)
        return
      }
      const { id } = filed.json<{ id: string }>()
      const kept: Acknowledged = { ...filing, id, released: false, recalled: false }
      state.acknowledged.push(kept)
      if (n % 3 !== 0) continue
      const release = { agencies: [partner], reason: 'They work on the same gang' }
      if (!(await ask(`/intelligence/reports/${id}/release`, release, randomUUID()))) return
      kept.released = true
      if (n % 6 !== 0) continue
      if (!(await ask(`/intelligence/reports/${id}/recall`, { reason: 'The source withdrew' }, randomUUID())))
        return
      kept.recalled = true
    }
  }
  state.done = Promise.all(Array.from({ length: 8 }, (_, number) => client(number))).then(() => undefined)
  return state
}

/**
 * What was acknowledged and is not there any more, or says something else.
 * @returns a line for each; empty when all is kept
 */
export async function lostOf(node: Pick<Callers, 'api'>, { acknowledged }: BusyClients): Promise<string[]> {
  const lost: string[] = []
  for (const { id, email, reference, released, recalled } of acknowledged) {
    const answer = await node.api(email, 'GET', `/intelligence/reports/${id}`)
    const report = answer.status === 200 ? answer.json<{ agency_reference: string; status: string }>() : null
    if (report?.agency_reference !== reference) lost.push(`${reference}: ${String(answer.status)}`)
    else if (recalled && report.status !== 'withdrawn') lost.push(`${reference}: its recall`)
    else if (released && !['disseminated', 'withdrawn'].includes(report.status))
      lost.push(`${reference}: its release`)
  }
  return lost
}
