/** What the tests that walk the whole program need of this room. Its secret is planted by the walk, after the others. */
import { SEALED, sealedBy } from '../../../test/policies/leak-walk/sealed.ts'
import type { ProtectedTable, RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { handleFor } from '../../../test/support/sealed.ts'

const tables: readonly ProtectedTable[] = [
  {
    name: 'deconfliction.sealed_submission',
    subject: 'sealedSubmission',
    idColumn: 'id',
    touch: 'records',
    deletable: true,
    insert: (p) => ({
      sql: `insert into deconfliction.sealed_submission (id, agency_id, person_id, epoch, records, tokens) values ($1, $2, $3, 1, 1, 1)`,
      values: [p.sealedSubmission, p.owner, p.author],
    }),
  },
  {
    name: 'deconfliction.sealed_record',
    subject: 'sealedRecord',
    idColumn: 'submission_id',
    touch: 'kinds',
    deletable: true,
    // Its submission has the same id here, so that one event is enough.
    insert: (p) => ({
      sql: `with sent as (
              insert into deconfliction.sealed_submission (id, agency_id, person_id, epoch, records, tokens)
              values ($1, $2, $3, 1, 1, 1)), record as (
              insert into access.record (id, kind, agency_id, agency_reference, title, status, classification, handling,
                review_on, created_at)
              values ($1, 'sealed', $2, 'AAAAAAAAAAAAAAAAAAAAAA', 'Sealed record', 'disseminated', 'OFFICIAL', 'P',
                '2030-01-01', now()))
            insert into deconfliction.sealed_record (id, submission_id) values ($1, $1)`,
      values: [p.sealedRecord, p.owner, p.author],
    }),
  },
]

export const fixtures: RoomFixtures = {
  tables,
  halfDone: [
    [
      'a record of the kind sealed without what only a sealed record says',
      `select from access.record r where r.kind = 'sealed' and not exists (
         select from deconfliction.sealed_record s where s.id = r.id)`,
    ],
  ],
  idsToInsert: ['sealedSubmission', 'sealedRecord'],
  kinds: [
    {
      kind: 'sealed',
      rows: (id) => [
        {
          sql: 'insert into deconfliction.sealed_record (id, submission_id) values ($1, $1)',
          values: [id],
        },
      ],
      tables: [{ table: 'deconfliction.sealed_record', column: 'id', readBy: 'owner in full sight' }],
    },
  ],
  leak: {
    parameters: { handle: () => [handleFor(SEALED.theirs), handleFor(SEALED.ours)] },
    bodies: {
      'deconfliction.sealed.take-back': () => [{}],
      'deconfliction.sealed.keep': () => [{ epoch: 1, records: [sealedBy('walker', SEALED.value)] }],
    },
    leftEmpty: {
      'deconfliction.sealed_common':
        'group elements without a value; made and read in index-any-order.test.ts and counts-obey-clearance.test.ts',
    },
    passedThrough: {
      'deconfliction.sealing_due': 'emptied as soon as what is held here in clear has been sealed',
    },
  },
}
