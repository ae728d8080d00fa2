/** What waits at the desk for public reports; home puts it in one list with the other rooms'. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import { ukHour } from '../../../design/dates.ts'
import type { WaitingItem } from '../../../platform/rooms/waiting.ts'
import { publicKind, type Kind } from '../body.ts'
import { waited } from './first-look.ts'
import { hoursSince } from './urgency.ts'

const MOST_TASKS = 50

type Row = { id: string; kind: Kind; hour: Date; total: number; oldest: Date }

const TOTAL = '(count(*) over ())::integer as total'

const NEW = `from reporting.public_report r where r.agency_id = $1 and r.state = 'new' and not r.happening_now`
const HAPPENING = `from reporting.public_report r where r.agency_id = $1 and r.state = 'new' and r.happening_now`
const ANSWERED = `from reporting.public_report r where r.agency_id = $1 and r.state <> 'new' and r.destroyed_at is null
  and exists (select from reporting.message m where m.report_id = r.id and m.from_reporter and m.number > r.messages_read)`
const FOR_APPROVAL = `from reporting.message m join reporting.public_report r on r.id = m.report_id
  where m.agency_id = $1 and m.state = 'awaiting-second' and m.written_by <> $2 and r.destroyed_at is null`

/**
 * What the public saw happen and nobody has opened: one line, however many there are, with how long the oldest has
 * waited. Hours are whole, and counted from the beginning of the hour in which it came.
 */
function happeningTask({ id, kind, hour, number }: Row & { number: number }, now: Date): WaitingItem {
  const waiting = `waiting up to ${waited(hoursSince(hour, now) + 1)} for a first look`
  return {
    kind: 'happening-now',
    text:
      number === 1
        ? `${publicKind[kind]}: nobody has opened this public report`
        : `${number.toLocaleString('en-GB')} public reports that nobody has opened`,
    from: null,
    since: hour,
    when: `${number === 1 ? 'Received' : 'The oldest was received'} ${ukHour(hour)}, ${waiting}`,
    href: number === 1 ? `/triage/${id}` : '/triage?now=1',
    classification: 'OFFICIAL',
  }
}

/**
 * Lists reports nobody has opened, answers nobody has read, and questions that wait for a second officer.
 * @returns tasks; none for who does not work at a desk
 */
export async function reportingTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'triages')) return []
  const { agencyId, personId } = scope.actor
  const waiting = await scope.tx.many<Row>(
    `select r.id, r.kind, r.hour, ${TOTAL}, min(r.hour) over () as oldest ${NEW} order by r.hour desc, r.id limit ${String(MOST_TASKS)}`,
    [agencyId],
  )
  const answered = await scope.tx.many<Row>(
    `select r.id, r.kind, r.hour, ${TOTAL}, min(r.hour) over () as oldest ${ANSWERED} order by r.hour desc, r.id limit ${String(MOST_TASKS)}`,
    [agencyId],
  )
  const questions = await scope.tx.many<Row>(
    `select r.id, r.kind, m.hour, ${TOTAL}, min(m.hour) over () as oldest ${FOR_APPROVAL} order by m.hour desc, m.report_id limit ${String(MOST_TASKS)}`,
    [agencyId, personId],
  )
  const [happening] = await scope.tx.many<Row & { number: number }>(
    `select r.id, r.kind, r.hour, count(*) over ()::integer as number ${HAPPENING} order by r.hour, r.id limit 1`,
    [agencyId],
  )
  const task =
    (kind: string, what: string, text: (row: Row) => string) =>
    (row: Row): WaitingItem => ({
      kind,
      text: text(row),
      from: null,
      since: row.hour,
      when: `${what} ${ukHour(row.hour)}`,
      ...{ total: row.total, oldest: row.oldest },
      oldestWhen: `The oldest: ${what.toLowerCase()} ${ukHour(row.oldest)}`,
      href: `/triage/${row.id}`,
      classification: 'OFFICIAL',
    })
  const about = (row: Row) => publicKind[row.kind].toLowerCase()
  return [
    ...(happening ? [happeningTask(happening, scope.now)] : []),
    ...waiting.map(task('public-report', 'Received', (row) => `Public report: ${about(row)}`)),
    ...answered.map(
      task('reporter-answer', 'Report received', (row) => `A reporter has answered: ${about(row)}`),
    ),
    ...questions.map(
      task('question-approval', 'Written', (row) => `Agree to a question to a reporter: ${about(row)}`),
    ),
  ]
}
