/** One row for each table whose changes must be accounted for, in an order in which they can be inserted. */
export type Planted = {
  report: string
  derivative: string
  match: string
  check: string
  sealedSubmission: string
  sealedRecord: string
  person: string
  agencyDomain: string
  compartment: string
  message: string
  release: string
  publicReport: string
  deskKey: string
  line: string
  stretch: string
  site: string
  author: string
  colleague: string
  owner: number
  partner: number
}

export type ProtectedTable = {
  name: string
  /** whose id the event must name */
  subject: Exclude<keyof Planted, 'owner' | 'partner' | 'message' | 'release' | 'colleague'>
  /** a column to write back unchanged */
  touch: string
  /** nobody of the program may change a row */
  unchangeable?: true
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
    name: 'identity.agency_domain',
    subject: 'agencyDomain',
    touch: 'entered_at',
    deletable: false, // while active accounts have addresses there
    insert: (p) => ({
      sql: `insert into identity.agency_domain (id, agency_id, domain) values ($1, $2, 'second.nca.example')`,
      values: [p.agencyDomain, p.owner],
    }),
  },
  {
    name: 'identity.appointment',
    subject: 'person',
    touch: 'roles',
    deletable: false, // nobody may
    insert: (p) => ({
      sql: `insert into identity.appointment (person_id, agency_id, roles) values ($1, $2, '{analyst}')`,
      values: [p.person, p.owner],
    }),
  },
  {
    name: 'identity.mail_wish',
    subject: 'person',
    touch: 'digest',
    deletable: true,
    insert: (p) => ({
      sql: `insert into identity.mail_wish (person_id, digest) values ($1, 'hourly')`,
      values: [p.person],
    }),
  },
  {
    name: 'access.compartment',
    subject: 'compartment',
    touch: 'name',
    deletable: true,
    insert: (p) => ({
      sql: `insert into access.compartment (id, agency_id, name) values ($1, $2, 'Operation')`,
      values: [p.compartment, p.owner],
    }),
  },
  {
    name: 'access.compartment_member',
    subject: 'compartment',
    touch: 'person_id',
    deletable: true,
    insert: (p) => ({
      sql: `insert into access.compartment_member (compartment_id, person_id) values ($1, $2)`,
      values: [p.compartment, p.author],
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
    name: 'intelligence.delivery',
    subject: 'report',
    touch: 'at',
    deletable: true,
    insert: (p) => ({
      sql: `insert into intelligence.delivery (agency_id, report_id) values ($2, $1)`,
      values: [p.report, p.partner],
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
    name: 'intelligence.recall_statement',
    subject: 'report',
    touch: 'note',
    deletable: true,
    insert: (p) => ({
      sql: `insert into intelligence.recall_statement (report_id, agency_id, what, person_id)
            values ($1, $2, 'destroyed', $3)`,
      values: [p.report, p.partner, p.author],
    }),
  },
  {
    name: 'intelligence.version_change',
    subject: 'report',
    touch: 'reason',
    deletable: true,
    insert: (p) => ({
      sql: `with written as (insert into intelligence.version (report_id, version, document) values ($1, 3, '{}')
                             returning report_id, version)
            insert into intelligence.version_change (report_id, version, parts) select report_id, version, '[]' from written`,
      values: [p.report],
    }),
  },
  {
    name: 'intelligence.withheld_subject',
    subject: 'report',
    touch: 'subject',
    deletable: true,
    // With a version of its own: none is added to one that was filed.
    insert: (p) => ({
      sql: `with written as (insert into intelligence.version (report_id, version, document) values ($1, 2, '{}')
                             returning report_id, version)
            insert into intelligence.withheld_subject (report_id, version, number, subject)
            select report_id, version, 1, '{}' from written`,
      values: [p.report],
    }),
  },
  {
    name: 'intelligence.left_out',
    subject: 'report',
    touch: 'finds',
    deletable: true,
    insert: (p) => ({
      sql: `insert into intelligence.left_out (report_id, version, finds) values ($1, 1, '[]')`,
      values: [p.report],
    }),
  },
  {
    name: 'intelligence.reading',
    subject: 'report',
    touch: 'last_at',
    deletable: true,
    insert: (p) => ({
      sql: `insert into intelligence.reading (report_id, version, person_id, agency_id) values ($1, 1, $2, $3)`,
      values: [p.report, p.author, p.owner],
    }),
  },
  {
    name: 'intelligence.derivation',
    subject: 'derivative',
    touch: 'note',
    deletable: true,
    insert: (p) => ({
      sql: `with begun as (insert into intelligence.report (id, reference, agency_id, author_id, status, title, classification,
              handling, created_at) values ($1, 'SM-TEST-0000-1', $3, $4, 'draft', '', 'OFFICIAL', 'P', now()) returning id)
            insert into intelligence.derivation (derivative_id, original_id, agency_id, state, sanitised_by)
            select id, $2, $3, 'being-written', $4 from begun`,
      values: [p.derivative, p.report, p.owner, p.author],
    }),
  },
  {
    name: 'intelligence.version_check',
    subject: 'report',
    touch: 'at',
    unchangeable: true,
    deletable: false,
    insert: (p) => ({
      sql: `insert into intelligence.version_check (report_id, version, written_by, checked_by) values ($1, 1, $2, $3)`,
      values: [p.report, p.author, p.colleague],
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
    name: 'deconfliction.match_taken',
    subject: 'match',
    touch: 'at',
    deletable: true,
    insert: (p) => ({
      sql: `insert into deconfliction.match_taken (match_id, agency_id, person_id) values ($1, $2, $3)`,
      values: [p.match, p.owner, p.author],
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
  {
    name: 'deconfliction.sealed_submission',
    subject: 'sealedSubmission',
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
    touch: 'handle',
    deletable: true,
    // Its submission has the same id here, so that one event is enough.
    insert: (p) => ({
      sql: `with sent as (
              insert into deconfliction.sealed_submission (id, agency_id, person_id, epoch, records, tokens)
              values ($1, $2, $3, 1, 1, 1))
            insert into deconfliction.sealed_record (id, agency_id, handle, classification, submission_id, expires_on)
            values ($1, $2, 'AAAAAAAAAAAAAAAAAAAAAA', 'OFFICIAL', $1, '2030-01-01')`,
      values: [p.sealedRecord, p.owner, p.author],
    }),
  },
  {
    name: 'reporting.desk_key',
    subject: 'deskKey',
    touch: 'recipient',
    deletable: false, // parts and officers' copies point at it
    insert: (p) => ({
      sql: `with desk as (insert into reporting.desk (agency_id) values ($2) on conflict do nothing)
            insert into reporting.desk_key (id, agency_id, purpose, recipient, recovery_recipient, recovery_wrapped)
            values ($1, $2, 'desk', 'age1x', 'age1y', '')`,
      values: [p.deskKey, p.owner],
    }),
  },
  {
    name: 'reporting.officer_key',
    subject: 'author',
    touch: 'recipient',
    deletable: true,
    insert: (p) => ({
      sql: `insert into reporting.officer_key (person_id, recipient, locked_identity) values ($1, 'age1x', '')`,
      values: [p.author],
    }),
  },
  {
    name: 'reporting.wrapped_key',
    subject: 'deskKey',
    touch: 'wrapped',
    deletable: true,
    insert: (p) => ({
      sql: `insert into reporting.wrapped_key (desk_key_id, person_id, wrapped) values ($1, $2, '')`,
      values: [p.deskKey, p.author],
    }),
  },
  {
    name: 'reporting.public_report',
    subject: 'publicReport',
    touch: 'state',
    deletable: false, // its parts and messages point at it; a destroyed report's row stays and counts
    insert: (p) => ({
      sql: `insert into reporting.public_report (id, reference, agency_id, hour, kind, expires_on)
            values ($1, 'PR-TEST-0000-0', $2, date_trunc('hour', now(), 'UTC'), 'boat', current_date)`,
      values: [p.publicReport, p.owner],
    }),
  },
  {
    name: 'reporting.sealed_part',
    subject: 'publicReport',
    touch: 'bytes',
    deletable: true,
    insert: (p) => ({
      sql: `insert into reporting.sealed_part (report_id, agency_id, part, desk_key_id, header, payload, bytes)
            values ($1, $2, 'body', $3, '', '', 0)`,
      values: [p.publicReport, p.owner, p.deskKey],
    }),
  },
  {
    name: 'reporting.message',
    subject: 'publicReport',
    touch: 'template',
    deletable: true,
    insert: (p) => ({
      sql: `insert into reporting.message (report_id, number, agency_id, from_reporter, hour)
            values ($1, 1, $2, true, date_trunc('hour', now(), 'UTC'))`,
      values: [p.publicReport, p.owner],
    }),
  },
  {
    name: 'reporting.referral',
    subject: 'publicReport',
    touch: 'told',
    unchangeable: true,
    deletable: false,
    insert: (p) => ({
      sql: `insert into reporting.referral (id, report_id, agency_id, person_id, at, told, told_when, reason)
            values (gen_random_uuid(), $1, $2, $3, now(), 'A post', 'Today', 'Because')`,
      values: [p.publicReport, p.owner, p.author],
    }),
  },
  {
    name: 'coast.line',
    subject: 'line',
    touch: 'name',
    deletable: true,
    insert: (p) => ({
      sql: `insert into coast.line (id, agency_id, name, points, miles) values ($1, $2, 'Line', '[]', 1)`,
      values: [p.line, p.owner],
    }),
  },
  {
    name: 'coast.stretch',
    subject: 'stretch',
    touch: 'name',
    deletable: false, // with its contacts, which are tried by themselves
    insert: (p) => ({
      sql: `insert into coast.stretch (id, agency_id, name, from_mile, to_mile) values ($1, $2, 'Stretch', 0, 1)`,
      values: [p.stretch, p.owner],
    }),
  },
  {
    name: 'coast.contact',
    subject: 'stretch',
    touch: 'notes',
    deletable: true,
    insert: (p) => ({
      sql: `insert into coast.contact (id, stretch_id, agency_id, organisation) values ($1, $2, $3, 'Harbour office')`,
      values: [p.message, p.stretch, p.owner],
    }),
  },
  {
    name: 'coast.site',
    subject: 'site',
    touch: 'name',
    deletable: true,
    insert: (p) => ({
      sql: `insert into coast.site (id, agency_id, name, kind, lat, lon) values ($1, $2, 'Site', 'beach', 50.9, 0.7)`,
      values: [p.site, p.owner],
    }),
  },
]
