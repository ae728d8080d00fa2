/** Who asked for what we hold silently. The asker got the answer of no hit; only the owner is told. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'
import type { Classification, SubjectKind } from '../../wire/codes.ts'
import type { Task } from '../../platform/jobs/worker.ts'
import type { Scope } from '../../platform/database/scope.ts'
import { displayOf } from './list-matches.ts'
import { personsMeant } from './look-up-persons.ts'
import { ownPersons } from './person-pair.ts'
import type { AgencyId, RecordId, WrittenPersonId } from '../../wire/ids.ts'

export type SilentHit = {
  id: string
  kind: SubjectKind
  value: string
  askedBy: string
  /** how often on that day */
  times: number
  at: Date
  seenAt: Date | null
  report: {
    id: RecordId
    reference: string
    title: string
    classification: Classification
    sealed: boolean
    interest: boolean
  }
}

/**
 * @param options - unseen: only those nobody has marked as seen, oldest first; otherwise newest first
 * @returns hits on reports within the person's sight
 */
export async function silentHits(
  scope: MemberScope,
  options: { unseen: boolean; most: number },
): Promise<SilentHit[]> {
  const rows = await scope.tx.many<Omit<SilentHit, 'value'> & { key: string }>(
    `select h.id, h.kind, deconfliction.key_for_owner(h.key, h.record_id) as key, a.name as "askedBy", h.times, h.at, h.seen_at as "seenAt",
            json_build_object('id', r.id, 'reference', r.reference, 'title', r.title,
              'classification', r.classification, 'sealed', r.sealed, 'interest', r.kind = 'interest') as report
     from deconfliction.silent_hit h
     join deconfliction.side_record r on r.id = h.record_id
     join identity.agency a on a.id = h.asked_by
     where h.owner_id = $1 ${options.unseen ? 'and h.seen_at is null order by h.at' : 'order by h.at desc'}, h.id
     limit $2`,
    [scope.actor.agencyId, options.most],
  )
  const persons = await ownPersons(
    scope,
    rows.filter(({ kind }) => kind === 'person').map(({ key }) => key),
  )
  return rows.map(({ key, ...row }) => ({ ...row, value: persons.get(key) ?? displayOf(row.kind, key) }))
}

/**
 * Marks a hit as seen, for the whole desk: whoever did so first stays named.
 * @param id - of the hit; a UUID
 * @throws not-found
 */
export async function seeSilentHit(scope: MemberScope, id: string): Promise<void> {
  const row = await scope.tx.maybe<{ record_id: RecordId }>(
    `update deconfliction.silent_hit set seen_at = $2, seen_by = $3 where id = $1 and seen_at is null
     returning record_id`,
    [id, scope.now, scope.actor.personId],
  )
  if (!row) {
    const seen = await scope.tx.maybe('select from deconfliction.silent_hit where id = $1', [id])
    if (!seen) throw notFound()
    return
  }
  scope.record({
    kind: 'consultation',
    subject: { kind: 'report', id: row.record_id },
    detail: { silent_hit: 'seen' },
  })
  scope.wake([scope.actor.agencyId])
}

/** More at once would hold the owners' pages back; what is left is taken in the next pass. */
const MOST_CHECKS = 1_000

/**
 * By the clock, for every check alike: looks whether it met a silent record and tells its owner. Nothing of
 * this happens while somebody waits for an answer, so no answer's time can tell.
 */
export const noticeSilentHits: Task = async ({ database }) => {
  await database.performAsService(
    { service: 'checks', operation: 'deconfliction.notice-silent-hits' },
    async (scope) => {
      const { told } = await scope.tx.one<{ told: number[] }>(
        'select deconfliction.notice_silent_hits($1) as told',
        [MOST_CHECKS],
      )
      scope.wake(told)
      scope.wake(await noticeSilentPersons(scope))
    },
  )
}

/** The same for checks by name, which the program compares: whatever the asker was not shown may be meant. */
async function noticeSilentPersons(scope: Scope): Promise<number[]> {
  const checks = await scope.tx.many<{
    check_id: string
    agency_id: AgencyId
    name: string
    born: string | null
  }>('select * from deconfliction.take_person_checks($1)', [MOST_CHECKS])
  const met: { checkId: string; personId: WrittenPersonId }[] = []
  for (const { check_id: checkId, agency_id: asking, name, born } of checks) {
    const { meant } = await personsMeant(scope, { name, born: born ?? '' }, asking, null)
    met.push(...meant.map(({ personId }) => ({ checkId, personId })))
  }
  if (met.length === 0) return []
  const { told } = await scope.tx.one<{ told: number[] }>(
    'select deconfliction.tell_of_persons($1::uuid[], $2::uuid[]) as told',
    [met.map(({ checkId }) => checkId), met.map(({ personId }) => personId)],
  )
  return told
}
