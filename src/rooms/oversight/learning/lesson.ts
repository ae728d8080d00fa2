/** A lesson, and how it stands. Identified is not learned: another agency has looked at what was done. Pure. */
import { daysBetween } from '../clocks.ts'
import { daysWords } from '../standing.ts'

export type Lesson = {
  id: string
  agencyId: number
  agencyName: string
  title: string
  happened: string
  verdict: Verdict
  /** what is kept, or changed */
  what: string
  ownerPost: string
  /** YYYY-MM-DD */
  dueOn: string
  at: Date
  evidence: string | null
  evidenceAt: Date | null
  askedAgencyId: number | null
  askedName: string | null
  /** identified by several agencies in a debrief: what it says stays as they agreed */
  fromDebrief: boolean
  why: string | null
  /** in Joint Organisational Learning */
  jolReference: string | null
  /** the agency takes it on; null: nobody has said so */
  acceptedAt: Date | null
  /** the newest look said that it is learned, and the evidence is not newer */
  learned: boolean
  /** how many looks there were */
  checks: number
  version: number
}

export const verdictWords = { keep: 'Keep doing it', change: 'Change it' } as const
export type Verdict = keyof typeof verdictWords

export const outcomeWords = { learned: 'It is learned', 'not-yet': 'Not yet' } as const
export type CheckOutcome = keyof typeof outcomeWords

/**
 * Says how a lesson stands.
 * @param lesson - which
 * @param today - YYYY-MM-DD
 * @returns a tag, and a sentence
 */
export function standingOfLesson(
  {
    learned,
    evidence,
    dueOn,
    acceptedAt,
  }: Pick<Lesson, 'learned' | 'evidence' | 'dueOn'> & { acceptedAt?: Date | null },
  today: string,
): { tag: { text: string; colour: string }; sentence: string } {
  if (learned)
    return {
      tag: { text: 'Learned', colour: 'green' },
      sentence: 'Another agency has looked and says that it is learned.',
    }
  if (evidence !== null)
    return {
      tag: { text: 'To be checked', colour: 'purple' },
      sentence: 'The agency has shown what it did. Another agency has to look.',
    }
  const due = `Due ${daysWords(daysBetween(today, dueOn))}.`
  return dueOn < today
    ? { tag: { text: 'Late', colour: 'red' }, sentence: `Identified, and not learned. ${due}` }
    : acceptedAt
      ? { tag: { text: 'Taken on', colour: 'turquoise' }, sentence: `Taken on, and not learned yet. ${due}` }
      : { tag: { text: 'Identified', colour: 'blue' }, sentence: `Identified, and not learned yet. ${due}` }
}
