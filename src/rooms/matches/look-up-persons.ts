/** Whom a name and a birth may mean, among other agencies' records: asked by the program, never by a person. */
import type { Database } from '../../platform/database/perform.ts'
import type { Scope } from '../../platform/database/scope.ts'
import { readName } from '../../library/names/index.ts'
import { personKeys, readWritten, comparePersonRecords } from '../../library/linkage/persons/index.ts'
import { asWritten } from '../../library/matchable/index.ts'
import type { AgencyId, WrittenPersonId } from '../../wire/ids.ts'

export type PersonQuestion = { name: string; born: string }

export type Meant = { personId: WrittenPersonId; probability: number }

/** A key that more records share than these is passed over: it says too little to be worth comparing. */
const MOST_SHARING = 500

/**
 * Looks up whose records a name and a birth may mean.
 * @param question - a name and a birth
 * @param asking - the agency that asks, whose own records are not looked at
 * @param cleared - open records of these classifications; null: every record, silent ones too
 * @returns the records that the fixed model would offer as a pair with the question, and whether so many share
 *   a key that others were not compared
 */
export async function personsMeant(
  scope: Scope,
  question: PersonQuestion,
  asking: number,
  cleared: readonly string[] | null,
): Promise<{ meant: Meant[]; common: boolean }> {
  const asked = asWritten([question.name], question.born)
  if (!asked) return { meant: [], common: false }
  const keys = personKeys(
    asked.names.map((name) => readName(name)),
    asked.born,
  )
  const rows = await scope.tx.many<Looked>(
    'select * from deconfliction.persons_by_key($1::bigint[], $2, $3::text[], $4)',
    [keys, asking, cleared, MOST_SHARING],
  )
  return { meant: meantBy(asked, rows), common: rows.some(({ person_id: id }) => id === null) }
}

type Written = NonNullable<ReturnType<typeof asWritten>>
type Looked = { person_id: WrittenPersonId | null; names: string[]; born: string | null }

/** Of the records that share a key, those that the fixed model would offer as a pair with the question. */
function meantBy(asked: Written, rows: readonly Looked[]): Meant[] {
  const own = readWritten({ id: '', ...asked })
  return rows.flatMap(({ person_id: id, names, born }) => {
    const pair = id === null ? null : comparePersonRecords(own, readWritten({ id, names, born }), false)
    return id !== null && pair ? [{ personId: id, probability: pair.probability }] : []
  })
}

/**
 * The asker's own agency's records that a name and a birth may mean, as the program: which of them the asker may know of
 * is asked in their own transaction (`ownHoldings`).
 * @param questions - names and births
 * @param agencyId - of the asker
 * @returns for each question the ids of our records
 */
export async function ownPersonsMeant(
  database: Database,
  questions: readonly PersonQuestion[],
  agencyId: AgencyId,
): Promise<WrittenPersonId[][]> {
  if (questions.length === 0) return []
  return await database.performAsService(
    { service: 'checks', operation: 'deconfliction.check.look-up', agencyId },
    async (scope) => {
      const answers: WrittenPersonId[][] = []
      for (const { name, born } of questions) {
        const asked = asWritten([name], born)
        if (!asked) {
          answers.push([])
          continue
        }
        const keys = personKeys(
          asked.names.map((one) => readName(one)),
          asked.born,
        )
        const rows = await scope.tx.many<Looked>(
          'select * from deconfliction.own_persons_by_key($1::bigint[], $2, $3)',
          [keys, agencyId, MOST_SHARING],
        )
        answers.push(meantBy(asked, rows).map(({ personId }) => personId))
      }
      return answers
    },
  )
}

/**
 * The same for whoever asks a check. It runs as the program, because a member of one agency may read no name of
 * another; what they may learn of it is asked of the rule of sight afterwards. Only open records that they
 * are cleared for are looked at.
 * @param questions - names and births
 * @param asker - the agency that asks, and how high its person is cleared
 * @returns as personsMeant, in the order of the questions
 */
export async function lookUpPersons(
  database: Database,
  questions: readonly PersonQuestion[],
  asker: { agencyId: AgencyId; clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE' },
): Promise<{ meant: Meant[]; common: boolean }[]> {
  if (questions.length === 0) return []
  const cleared = asker.clearance === 'OFFICIAL' ? ['OFFICIAL'] : ['OFFICIAL', 'OFFICIAL-SENSITIVE']
  return await database.performAsService(
    { service: 'checks', operation: 'deconfliction.check.look-up', agencyId: asker.agencyId },
    async (scope) => {
      const answers = []
      for (const question of questions)
        answers.push(await personsMeant(scope, question, asker.agencyId, cleared))
      return answers
    },
  )
}
