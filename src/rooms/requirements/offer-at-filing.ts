/**
 * Where a new report is filed, its writer is offered the requirements in their sight: those that ask their agency first.
 * The page that offers asks one bounded statement; whoever chooses nothing costs the filing none.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import { asSeamarkError, invalid } from '../../platform/errors.ts'
import { recordId } from '../../platform/http/ids.ts'
import { typedList, typedText } from '../../platform/http/typed-form.ts'
import { readReference } from '../../platform/identifiers.ts'
import type { FilingOffer } from '../../platform/rooms/filing.ts'
import type { Classification } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import { ukDate } from '../../design/dates.ts'
import { answerRequirement } from './answer-requirement.ts'

/** As many as somebody reads through before they file. Any other is named by its reference. */
const MOST_OFFERED = 12
/** One report answers few questions; more than this was not chosen by a person. */
const MOST_CHOSEN = 20

type Offered = {
  id: RecordId
  reference: string
  title: string
  classification: Classification
  /** YYYY-MM-DD */
  byWhen: string
  owner: string
  asksUs: boolean
}

export const answersAtFiling: FilingOffer = {
  offer: async (scope) => {
    const offered = await scope.tx.many<Offered>(
      `select o.id, o.reference, o.title, o.classification, o.by_when::text as "byWhen", a.name as owner,
              o.asks_us as "asksUs"
       from requirements.offered($1) o join identity.agency a on a.id = o.owner_id
       order by o.asks_us desc, o.by_when, o.id`,
      [MOST_OFFERED],
    )
    if (offered.length === 0) return null
    return {
      template: 'rooms/requirements/pages/offer.njk',
      slot: {
        choices: offered.map(({ id, title, owner, byWhen, asksUs }) => ({
          value: id,
          text: title,
          hint: `${asksUs ? `${owner} asks you` : owner}, by ${ukDate(byWhen)}`,
        })),
        more: offered.length === MOST_OFFERED,
        sensitive: offered.some(({ classification }) => classification === 'OFFICIAL-SENSITIVE'),
      },
    }
  },
  take: async (scope, { id }, typed) => {
    const chosen = typedList(typed, 'answers')
    const reference = typedText(typed, 'answers_reference')
    if (chosen.length > MOST_CHOSEN) throw invalid({ answers: `Choose at most ${String(MOST_CHOSEN)}` })
    for (const one of chosen) {
      const read = recordId.safeParse(one)
      if (!read.success) throw invalid({ answers: 'Choose from the list' })
      await orSay('answers', () => answerRequirement(scope, read.data, id))
    }
    if (reference === undefined) return
    const named = await byReference(scope, reference)
    await orSay('answers_reference', () => answerRequirement(scope, named, id))
  },
}

/** What cannot be done keeps the report from being filed, so it is said beside its field. */
async function orSay(field: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (fault) {
    const { kind } = asSeamarkError(fault)
    if (kind === 'not-found') throw invalid({ [field]: NOT_IN_SIGHT })
    if (kind === 'conflict')
      throw invalid({ [field]: 'This requirement was closed meanwhile. Take it off, then file the report' })
    throw fault
  }
}

const NOT_IN_SIGHT = 'There is no open requirement here that you may read. Check it, or leave it out'

async function byReference(scope: MemberScope, typed: string): Promise<RecordId> {
  const row = await scope.tx.maybe<{ id: RecordId }>(
    `select r.id from access.record r where r.reference = $1 and r.kind = 'requirement'`,
    [readReference(typed) ?? ''],
  )
  if (!row) throw invalid({ answers_reference: NOT_IN_SIGHT })
  return row.id
}
