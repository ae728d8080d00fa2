/** Many checks with one purpose: each counts in the quota, each is in the ledger, each line has its answer. */
import { z } from 'zod'
import type { Database } from '../../platform/database/perform.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { askedKey, type Understood } from '../../library/identifiers/index.ts'
import { bornGiven, checkPerson, faultOf, lookUp, onTheBeat } from './check-person.ts'
import {
  checkValue,
  lastChecks,
  purposeGiven,
  quotaUsed,
  startOfDay,
  type CheckAnswer,
} from './check-value.ts'
import { matchKinds } from './list-matches.ts'
import { tokensOfValues } from '../sealed-index/index.ts'
import { plainText } from './write-message.ts'

export const MOST_ITEMS = 200
const LONGEST_VALUE = 500

const item = z.strictObject({
  kind: z.enum(matchKinds, { error: `Kind must be one of: ${matchKinds.join(', ')}` }),
  value: plainText('Enter what you want to check', LONGEST_VALUE),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Enter a country as two letters, like GB')
    .optional(),
  born: z.string().optional(),
  as_written: z.boolean().optional(),
})

export const checkListBody = z.strictObject({
  items: z
    .array(item, { error: 'Give the list of what you want to check' })
    .min(1, 'Give at least one thing to check')
    .max(MOST_ITEMS, `Give at most ${String(MOST_ITEMS)} at once`),
  purpose: purposeGiven,
})
export type CheckListInput = z.output<typeof checkListBody>
export type CheckItem = CheckListInput['items'][number]

export type ListAnswer = {
  /** in the order of the list */
  answers: (
    | ({ understood: true; kind: SubjectKind; value: string; read_as?: Understood[] } & Omit<
        CheckAnswer,
        'checks_left' | 'understood'
      >)
    | { understood: false; kind: SubjectKind; value: string; message: string }
  )[]
  checks_left: number
}

/**
 * Checks a list. What is not understood is said with its line and does not count; where the day's quota does
 * not reach for the rest, nothing is checked.
 * @param perform - runs work as the person who asks
 * @param input - the lines, and the purpose
 * @param dataFolder - holds the key by which the node asks the holders of sealed deconfliction
 * @returns an answer for each line, in order, and what is left of the quota
 * @throws QuotaUsed (429 `quota`)
 */
export async function checkList(
  database: Database,
  perform: <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>,
  input: CheckListInput,
  dataFolder: string,
): Promise<ListAnswer> {
  const began = performance.now()
  const faults = input.items.map((one) => faultOfItem(one, new Date()))
  const understood = input.items.filter((_, index) => faults[index] === null)
  const persons = understood.filter(({ kind }) => kind === 'person')
  const asker = await perform(async (scope) => {
    const { left, quota } = await lastChecks(scope, 0)
    if (understood.length > left)
      throw quotaUsed(quota, startOfDay(scope.now), scope.now, understood.length, left)
    return scope.actor
  })
  const looked = await lookUp(
    database,
    persons.map(({ value, born }) => ({ name: value, born: bornGiven.parse(born) })),
    asker,
  )
  const tokens = await tokensOfValues(
    perform,
    dataFolder,
    understood.filter(({ kind }) => kind !== 'person'),
  )
  const answer = await perform(async (scope): Promise<ListAnswer> => {
    const found = new Map(persons.map((one, index) => [one, looked[index]]))
    const answers: ListAnswer['answers'] = []
    for (const [index, one] of input.items.entries()) {
      const { kind, value } = one
      const message = faults[index] ?? null
      const person = found.get(one)
      if (message !== null) answers.push({ understood: false, kind, value, message })
      else {
        const { purpose } = input
        const {
          checks_left: _,
          understood,
          ...given
        } = person
          ? await checkPerson(scope, person, purpose, index)
          : await checkValue(scope, { ...one, purpose }, index, tokens)
        answers.push({
          understood: true,
          kind,
          value,
          ...(understood === undefined ? {} : { read_as: understood }),
          ...given,
        })
      }
    }
    return { answers, checks_left: (await lastChecks(scope, 0)).left }
  })
  if (persons.length > 0) await onTheBeat(began)
  return answer
}

/** What is wrong with one line, in words, or null. */
function faultOfItem(item: CheckItem, today: Date): string | null {
  const { kind, value, born } = item
  if (kind !== 'person') {
    const asked = askedKey(item)
    return 'fault' in asked ? asked.fault : null
  }
  const read = bornGiven.safeParse(born)
  if (!read.success) return read.error.issues[0]?.message ?? 'The birth date is not understood'
  return faultOf({ name: value, born: read.data }, today)?.message ?? null
}
