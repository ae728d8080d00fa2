/** One row for each table whose changes must be accounted for, in an order in which they can be inserted. */
export type Planted = {
  report: string
  match: string
  check: string
  person: string
  message: string
  release: string
  author: string
  owner: number
  partner: number
}

export type ProtectedTable = {
  name: string
  /** whose id the event must name */
  subject: 'report' | 'match' | 'check' | 'person'
  /** a column to write back unchanged */
  touch: string
  /** versions go with their report only, and a report's deletion is accounted for by itself */
  deletable: boolean
  insert: (planted: Planted) => { sql: string; values: unknown[] }
}

export const protectedTables: readonly ProtectedTable[] = [
  {
    name: 'identity.person',
    subject: 'person',
    touch: 'name',
    deletable: false, // rows elsewhere point at people, so a deletion never reaches the commit
    insert: (p) => ({
      sql: `insert into identity.person (id, agency_id, email, name, roles, clearance)
            values ($1, $2, 'somebody.new@nca.example', 'Somebody New', '{analyst}', 'OFFICIAL')`,
      values: [p.person, p.owner],
    }),
  },
  {
    name: 'intelligence.report',
    subject: 'report',
    touch: 'title',
    deletable: true,
    insert: (p) => ({
      sql: `insert into intelligence.report (id, reference, agency_id, author_id, status, title, classification, handling, review_on, created_at)
            values ($1, 'SM-TEST-0000-0', $2, $3, 'submitted', 'Title', 'OFFICIAL', 'P', '2030-01-01', now())`,
      values: [p.report, p.owner, p.author],
    }),
  },
  {
    name: 'intelligence.version',
    subject: 'report',
    touch: 'document',
    deletable: false,
    insert: (p) => ({
      sql: `insert into intelligence.version (report_id, version, document) values ($1, 1, '{}')`,
      values: [p.report],
    }),
  },
  {
    name: 'intelligence.release',
    subject: 'report',
    touch: 'reason',
    deletable: true,
    insert: (p) => ({
      sql: `insert into intelligence.release (id, report_id, version, to_all, agencies, reason, person_id)
            values ($1, $2, 1, false, array[$3::integer], 'Reason', $4)`,
      values: [p.release, p.report, p.partner, p.author],
    }),
  },
  {
    name: 'intelligence.acceptance',
    subject: 'report',
    touch: 'at',
    deletable: true,
    insert: (p) => ({
      sql: `insert into intelligence.acceptance (report_id, version, person_id, agency_id) values ($1, 1, $2, $3)`,
      values: [p.report, p.author, p.owner],
    }),
  },
  {
    name: 'intelligence.recall',
    subject: 'report',
    touch: 'reason',
    deletable: true,
    insert: (p) => ({
      sql: `insert into intelligence.recall (report_id, reason, person_id) values ($1, 'Reason', $2)`,
      values: [p.report, p.author],
    }),
  },
  {
    name: 'intelligence.recall_notice',
    subject: 'report',
    touch: 'reason',
    deletable: true,
    insert: (p) => ({
      sql: `insert into intelligence.recall_notice (report_id, agency_id, owner_id, reference, classification, reason)
            values ($1, $2, $3, 'SM-TEST-0000-0', 'OFFICIAL', 'Reason')`,
      values: [p.report, p.partner, p.owner],
    }),
  },
  {
    name: 'deconfliction.match',
    subject: 'match',
    touch: 'key',
    deletable: true,
    insert: (p) => ({
      sql: `insert into deconfliction.match (id, kind, key, agency_a, agency_b)
            values ($1, 'phone', '+447700900999', least($2::integer, $3), greatest($2::integer, $3))`,
      values: [p.match, p.owner, p.partner],
    }),
  },
  {
    name: 'deconfliction.match_word',
    subject: 'match',
    touch: 'word',
    deletable: true,
    insert: (p) => ({
      sql: `insert into deconfliction.match_word (match_id, agency_id, word) values ($1, $2, 'confirmed')`,
      values: [p.match, p.owner],
    }),
  },
  {
    name: 'deconfliction.message',
    subject: 'match',
    touch: 'text',
    deletable: true,
    insert: (p) => ({
      sql: `insert into deconfliction.message (id, match_id, agency_id, person_id, text) values ($1, $2, $3, $4, 'Text')`,
      values: [p.message, p.match, p.owner, p.author],
    }),
  },
  {
    name: 'deconfliction."check"',
    subject: 'check',
    touch: 'purpose',
    deletable: true,
    insert: (p) => ({
      sql: `insert into deconfliction."check" (id, person_id, agency_id, kind, key, as_typed, purpose, held)
            values ($1, $2, $3, 'phone', '+447700900999', '07700 900999', 'Purpose', false)`,
      values: [p.check, p.author, p.owner],
    }),
  },
]
