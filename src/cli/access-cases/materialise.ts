/** Makes each case's records: filed on the same path as any report, then brought into the case's state. */
import type { Database } from '../../platform/database/perform.ts'
import { fileReports, parseReport, type NewReport } from '../../rooms/intelligence/index.ts'
import { kindOf, type AgencyPart, type Cast } from './people.ts'
import type { AccessCase } from './read-cases.ts'

/** Where a case's records are to be found, and by which words their parts are known. */
export type Materialised = {
  reportId: string
  /** the record that the other agency holds, where a match exists: of the viewer's agency for a partner */
  counterpartId: string | null
  title: string
  text: string
}

const service = { service: 'access-cases', operation: 'access-cases.materialise' }
const BATCH = 500

/**
 * Makes the record of every case.
 * @param cast - the people and agencies of the cases
 * @param cases - as `readCases` gives them
 * @returns what was made for each case, in order
 */
export async function materialise(
  database: Database,
  cast: Cast,
  cases: readonly AccessCase[],
): Promise<Materialised[]> {
  const records = cases.map((one, index) => ({ one, words: wordsOf(index) }))
  const reportIds = await fileAll(
    database,
    cast.agencies.owner,
    records.map(({ one, words }) => reportOf(one, words, compartmentOf(cast, one))),
  )
  await enterStates(database, cast, cases, reportIds)
  const counterparts = new Map<number, string>()
  for (const agency of ['partner', 'third'] as const) {
    const matched = cases.flatMap((one, index) =>
      one.match_exists && counterpartAgency(one) === agency ? [index] : [],
    )
    const ids = await fileAll(
      database,
      cast.agencies[agency],
      matched.map((index) => counterpartOf(wordsOf(index))),
    )
    matched.forEach((index, place) => counterparts.set(index, ids[place] ?? ''))
  }
  return records.map(({ words }, index) => ({
    reportId: reportIds[index] ?? '',
    counterpartId: counterparts.get(index) ?? null,
    title: words.title,
    text: words.text,
  }))
}

type Words = { title: string; text: string; email: string }

// No number is the beginning of another: a page that holds `title-12.` does not seem to hold `title-1.`
function wordsOf(index: number): Words {
  const number = String(index + 1)
  return {
    title: `title-${number}.`,
    text: `text-${number}.`,
    email: `case-${number}@canary.example`,
  }
}

/** A match with a partner's viewer is with their own agency; for the owner's people it is with a third. */
const counterpartAgency = (one: AccessCase): AgencyPart =>
  one.viewer_agency === 'partner' ? 'partner' : 'third'

const compartmentOf = (cast: Cast, one: AccessCase) =>
  one.record_compartment === 'none' ? null : cast.compartments[one.record_compartment]

const reviewOn = '2099-01-01'
const itemOf = (text: string) => ({
  text,
  source_evaluation: '2',
  intelligence_assessment: 'B',
  basis: 'fact',
})

function reportOf(one: AccessCase, words: Words, compartment: string | null): unknown {
  const underConditions = one.record_handling === 'C'
  return {
    title: words.title,
    classification: one.record_classification,
    handling: one.record_handling,
    conditions: underConditions ? 'Ask before acting.' : null,
    action_code: underConditions ? 'A1' : null,
    sanitisation_code: underConditions ? 'S1' : null,
    discoverable: one.discoverable,
    review_on: reviewOn,
    items: [itemOf(words.text)],
    subjects: [{ kind: 'email', item: 1, value: words.email }],
    ...(compartment === null ? {} : { compartment }),
  }
}

/** The other side of a match is a record that anybody who reads content there may see. */
function counterpartOf(words: Words): unknown {
  return {
    title: 'The other side of a match',
    classification: 'OFFICIAL',
    handling: 'P',
    review_on: reviewOn,
    items: [itemOf('Nothing to see.')],
    subjects: [{ kind: 'email', item: 1, value: words.email }],
  }
}

async function fileAll(database: Database, agencyId: number, bodies: readonly unknown[]): Promise<string[]> {
  const rows = bodies.map((body): NewReport => {
    const parsed = parseReport(body)
    if ('fields' in parsed) throw new Error(`A case is no report: ${JSON.stringify(parsed.fields)}`)
    return { report: parsed.report, createdAt: new Date(), needsEvaluation: false }
  })
  const ids: string[] = []
  for (let start = 0; start < rows.length; start += BATCH) {
    const filed = await database.performAsService({ ...service, agencyId }, (scope) =>
      fileReports(scope, agencyId, rows.slice(start, start + BATCH)),
    )
    for (const one of filed) {
      if ('already' in one) throw new Error('A case was filed twice')
      ids.push(one.id)
    }
  }
  return ids
}

/**
 * Author, status and release as the case says. Each record is at its second version; who has not
 * accepted has accepted the first one, and a colleague the second: neither may count.
 */
async function enterStates(
  database: Database,
  cast: Cast,
  cases: readonly AccessCase[],
  reportIds: readonly string[],
): Promise<void> {
  const rows = cases.map((one, index) => {
    const viewer = cast.viewers.get(kindOf(one))
    if (!viewer) throw new Error('Every kind of viewer was entered')
    const agency = cast.agencies[one.viewer_agency]
    const releasedTo = { viewer_agency: [agency], other_agency: [cast.agencies.third] }
    return {
      id: reportIds[index],
      author: one.viewer_is_author ? viewer.id : cast.author.id,
      // What is submitted is filed and released to nobody yet, whatever release the case has in mind for it.
      status: one.record_status === 'submitted' ? 'disseminated' : one.record_status,
      to_all: one.record_status !== 'submitted' && one.record_release === 'all_partners',
      to_agencies:
        one.record_status === 'submitted'
          ? []
          : one.record_release === 'viewer_agency' || one.record_release === 'other_agency'
            ? releasedTo[one.record_release]
            : [],
      agency,
      accepted: one.conditions_accepted,
      viewer: viewer.id,
      colleague: cast.colleagues[one.viewer_agency].id,
    }
  })
  await database.performAsService({ ...service, agencyId: cast.agencies.owner }, async (scope) => {
    const input = [JSON.stringify(rows)]
    const table = `jsonb_to_recordset($1::jsonb) as c (id uuid, author uuid, status text, to_all boolean,
      to_agencies integer[], agency integer, accepted boolean, viewer uuid, colleague uuid)`
    await scope.tx.run(
      `select intelligence.write_version(c.id, 2, v.document, c.author)
       from ${table} join intelligence.version_content v on v.report_id = c.id and v.version = 1`,
      input,
    )
    await scope.tx.run(
      `insert into access.acceptance (record_id, version, person_id, agency_id)
       select c.id, case when c.accepted then 2 else 1 end, c.viewer, c.agency from ${table}
       union all
       select c.id, 2, c.colleague, c.agency from ${table} where not c.accepted`,
      input,
    )
    await scope.tx.run(
      `update access.record r set version = 2, author_id = c.author, status = c.status,
         released_to_all = c.to_all, released_to = c.to_agencies
       from ${table} where r.id = c.id`,
      input,
    )
    for (const row of rows)
      if (row.id !== undefined) scope.record({ kind: 'alteration', subject: { kind: 'report', id: row.id } })
  })
}
