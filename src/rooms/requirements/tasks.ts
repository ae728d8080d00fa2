/** What of requirements waits for a person. */
import { ukDate } from '../../design/dates.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { WaitingItem } from '../../platform/rooms/waiting.ts'
import type { Classification, LineState } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { LineId } from './ids.ts'

type Row = {
  kind: 'ask' | 'mine' | 'late' | 'reply'
  id: RecordId
  lineId: LineId | null
  since: Date
  /** YYYY-MM-DD */
  due: string | null
  from: string | null
  state: LineState | 'open' | 'partly-answered'
  question: string
  classification: Classification
}

/**
 * Lists what waits for this person, as the database says it: at most fifty of a kind.
 * @returns by kind, the oldest first
 */
export async function requirementTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select t.kind, t.id, t.line_id as "lineId", t.since, t.due::text as due, a.name as "from", t.state,
            r.title as question, r.classification
     from requirements.things_waiting() t
     join access.record r on r.id = t.id
     left join identity.agency a on a.id = t.from_id
     order by t.kind, t.since, t.id`,
  )
  return rows.map(itemOf)
}

function itemOf({ kind, id, lineId, since, due, from, state, question, classification }: Row): WaitingItem {
  const href = lineId !== null && kind !== 'reply' ? `/requirements/lines/${lineId}` : `/requirements/${id}`
  const common = { from, since, href, classification, kind: `requirement-${kind}` }
  switch (kind) {
    case 'ask':
      return { ...common, text: `Accept or decline, by ${ukDate(due)}: ${question}` }
    case 'mine':
      return { ...common, text: `Due ${ukDate(due)}: ${question}` }
    case 'late':
      return lineId === null
        ? { ...common, text: `Its latest time of value is past. Say where it stands: ${question}`, ...shownOn(due) } // prettier-ignore
        : { ...common, text: `It was due. Answer it, or say what was found: ${question}`, ...shownOn(due) }
    case 'reply':
      return { ...common, text: `${repliesIn[state] ?? 'Something changed'}: ${question}` }
  }
}

/** A day that is past stands in the place of the moment. */
const shownOn = (due: string | null) =>
  due === null ? {} : { shown: due, since: new Date(`${due}T00:00:00Z`) }

const repliesIn: Readonly<Record<string, string>> = {
  answered: 'An answer is there',
  nothing: 'They found nothing',
  declined: 'They declined',
}
