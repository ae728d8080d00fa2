/** What a database says, without what differs from run to run: ids, references of ours, times of writing. */
type Ask = <Row extends object>(sql: string, parameters?: unknown[]) => Promise<Row[]>

const questions: Record<string, string> = {
  reports: `
    select a.slug, r.agency_reference, r.status, r.version, r.title, r.classification, r.handling, r.conditions,
      r.action_code, r.sanitisation_code, r.discoverable, r.review_on, p.original_grade, p.needs_evaluation,
      r.created_at, c.document,
      (select jsonb_agg(w.subject order by w.number) from intelligence.withheld_subject w where w.report_id = r.id) as withheld,
      ts_delete(s.words, lower(r.reference))::text as words, s.grades, s.kinds,
      (select count(*) from intelligence.version x where x.report_id = r.id) as versions,
      (select count(*) from ledger.event e where e.subject_id = r.id) as events
    from access.record r join intelligence.report p on p.id = r.id
    join identity.agency a on a.id = r.agency_id
    left join intelligence.version v on v.report_id = r.id
    left join intelligence.version_content c on c.report_id = v.report_id and c.version = v.version
    left join search.entry s on s.record_id = r.id`,
  identifiers: `
    select a.slug, r.agency_reference, i.kind, i.key, i.tier, i.open
    from deconfliction.identifier i
    join access.record r on r.id = i.record_id join identity.agency a on a.id = i.agency_id`,
  matches: `
    select m.kind, case when m.kind = 'person' then null else m.key end as key, a.slug as one, b.slug as other, m.common,
      pm.outcome, pm.reasons,
      (select jsonb_agg(p.fold order by p.agency_id) from deconfliction.person p where p.id in (pm.person_a, pm.person_b)) as persons,
      (select jsonb_agg(r.agency_reference order by r.agency_reference) from deconfliction.match_side s
       join access.record r on r.id = s.record_id where s.match_id = m.id) as sides
    from deconfliction.match m
    join identity.agency a on a.id = m.agency_a join identity.agency b on b.id = m.agency_b
    left join deconfliction.person_match pm on pm.match_id = m.id
    where not m.common`,
  'common values': `select kind, key from deconfliction.common_value`,
}

/**
 * The end state of one database, to be compared with another's.
 * @returns for each part its rows as sorted lines
 */
export async function endStateOf(ask: Ask): Promise<Record<string, string[]>> {
  const state: Record<string, string[]> = {}
  for (const [part, sql] of Object.entries(questions)) {
    const rows = await ask<{ line: string }>(`select to_jsonb(found)::text as line from (${sql}) as found`)
    state[part] = rows.map(({ line }) => line).sort()
  }
  return state
}
