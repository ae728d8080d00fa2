/** Short ways through this room for its tests. All of it is invented. */
import type { TestDatabase } from '../../../test/support/database.ts'
import type { RecordId, SubjectId } from '../../wire/ids.ts'
import { acting, checked } from '../intelligence/reports.test-support.ts'
import { fileReport, recallReport, releaseReport, writeVersion } from '../intelligence/index.ts'
import { gatherMentions } from './subjects/gather-mentions.ts'

export const SUSSEX = 'intelligence-officer@sussex-police.example'
export const SUSSEX_COORDINATOR = 'coordinator@sussex-police.example'
export const KENT = 'intelligence-officer@kent-police.example'
export const NCA = 'intelligence-officer@nca.example'

/** A suspected person as a report names them. */
export const person = (name: string, more: object = {}) => ({
  ...{ kind: 'person', item: 1, category: 'suspected', names: [name], born: '1981-04-02' },
  ...more,
})

/** A telephone as a report names it; the number is of Ofcom's range for drama. */
export const phone = (last: number, more: object = {}) => ({
  ...{ kind: 'phone', item: 1, value: `07700 900${String(last).padStart(3, '0')}` },
  ...more,
})

/** What the tests do, on one database. */
export function networksOf(db: TestDatabase) {
  const as = acting(db)
  return {
    as,
    /** Files a report with these subjects. @returns its id */
    file: async (who: string, subjects: readonly object[], more: object = {}): Promise<RecordId> =>
      (await as(who, (scope) => fileReport(scope, checked({ subjects, ...more })))).id,
    gather: () => gatherMentions(db.database),
    release: (who: string, id: RecordId, ...to: string[]) =>
      as(who, (scope) =>
        releaseReport(scope, id, {
          to: { agencies: to.map((slug) => db.agency(slug)) },
          reason: 'They may know',
        }),
      ),
    recall: (who: string, id: RecordId) => as(who, (scope) => recallReport(scope, id, 'It was wrong')),
    /** Writes the next version with other subjects. */
    rewrite: (who: string, id: RecordId, version: number, subjects: readonly object[]) =>
      as(who, (scope) => writeVersion(scope, id, { version }, checked({ subjects }))),
    /** Subjects that somebody finds on a report, by number. */
    found: (who: string, report: RecordId) =>
      as(who, (scope) =>
        scope.tx.many<{ number: number; subject_id: SubjectId; written: string[] }>(
          `select m.number, m.subject_id, m.written from networks.mention m
           join networks.subject s on s.id = m.subject_id where m.record_id = $1 order by 1`,
          [report],
        ),
      ),
    /** The subject that a report names at this place. @throws Error when nobody finds it */
    subject: async (who: string, report: RecordId, number = 1): Promise<SubjectId> => {
      const [row] = await as(who, (scope) =>
        scope.tx.many<{ id: SubjectId }>(
          'select subject_id as id from networks.mention where record_id = $1 and number = $2',
          [report, number],
        ),
      )
      if (!row) throw new Error('no subject in sight')
      return row.id
    },
  }
}
