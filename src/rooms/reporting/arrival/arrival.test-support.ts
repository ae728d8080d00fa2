/** What tests of this room begin with: desks with keys, somebody's answers, and who is responsible where. */
import type { Geography, Position } from '../../coast/index.ts'
import type { Database } from '../../../platform/database/perform.ts'
import type { Answers } from '../body.ts'
import { newCookie } from './cookie-box.ts'
import type { PublicServices } from './services.ts'
import { submitReport, type Submission, type Submitted } from './submit.ts'

const force = (code: string, name: string) => ({ code, name, short: name })
const SUSSEX = force('E23000033', 'Sussex Police')
const KENT = force('E23000032', 'Kent Police')

/** East of Winchelsea Beach it is near Kent; beyond 51.2 N nobody is responsible. */
export const plainGeography = {
  whoIsResponsible: ({ lat, lon }: Position) => {
    const inside = lat < 51.2 && lon > -1 && lon < 1.5
    return {
      force: inside ? (lon < 0.9 ? SUSSEX : KENT) : null,
      second: inside && lon > 0.7 && lon < 0.9 ? KENT : null,
      at: 'sea' as const,
      metres: 0,
    }
  },
} as unknown as Geography

export function publicServices(database: Database, now?: () => Date): PublicServices {
  return { database, geography: () => Promise.resolve(plainGeography), ...(now ? { now } : {}) }
}

/** Off Rye Harbour, where Kent is near. */
export const RYE: Position = { lat: 50.921, lon: 0.778 }

export function answersOf(change: Partial<Answers> = {}): Answers {
  return {
    kind: 'landing',
    when: { at: 'now' },
    where: { how: 'pin', position: RYE },
    what: { seen: ['landing-quiet-beach'], words: 'People came up the shingle from a grey boat' },
    ...change,
  }
}

/** Submits a report. */
export async function report(services: PublicServices, change: Partial<Submission> = {}): Promise<Submitted> {
  return await submitReport(services, {
    answers: answersOf(),
    language: 'en',
    contact: null,
    files: [],
    originals: [],
    key: newCookie(),
    ...change,
  })
}
