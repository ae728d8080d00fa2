/** What belongs to a disruption, as far as this person sees it: claims, evidence, moderations, effects. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName } from '../../platform/rooms/record-kind.ts'
import type {
  Classification,
  DisruptionEffect,
  DisruptionEvidence,
  DisruptionLevel,
  ModerationOutcome,
} from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { EvidenceId } from './ids.ts'

export type Claim = { agency: AgencyName; words: string; at: Date }
export type SaidByModerator = {
  agency: AgencyName
  outcome: ModerationOutcome
  level: DisruptionLevel | null
  words: string
  at: Date
  answeredWords: string | null
  answeredAt: Date | null
}
export type FoundEffect = {
  agency: AgencyName
  outcome: DisruptionEffect
  displacedTo: string | null
  basis: string
  at: Date
}
export type Shown = {
  id: EvidenceId
  side: 'before' | 'after'
  kind: DisruptionEvidence
  /** of the agency of this person: they may take it back */
  ours: boolean
  /** the title of a report, `CODENAME 12` of an operation, the label of an exhibit */
  text: string
  /** of a report */
  reference: string | null
  href: string | null
  classification: Classification | null
}
export type PartsOfDisruption = {
  claims: Claim[]
  moderations: SaidByModerator[]
  effects: FoundEffect[]
  evidence: Shown[]
}

/**
 * Reads them. What a person may not know of is not there, and not counted.
 * @param id - of a disruption that this person reads in full
 * @returns each in the order in which it was said
 */
export async function partsOf(scope: MemberScope, id: RecordId): Promise<PartsOfDisruption> {
  const claims = await scope.tx.many<Claim>(
    `select jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) as agency, c.words, c.at
     from disruptions.claim c join identity.agency a on a.id = c.agency_id
     where c.disruption_id = $1 order by c.at, a.name limit 200`,
    [id],
  )
  const moderations = await scope.tx.many<SaidByModerator>(
    `select jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) as agency, m.outcome, m.level, m.words, m.at,
            m.answered_words as "answeredWords", m.answered_at as "answeredAt"
     from disruptions.moderation m join identity.agency a on a.id = m.agency_id
     where m.disruption_id = $1 order by m.at, m.id limit 100`,
    [id],
  )
  const effects = await scope.tx.many<FoundEffect>(
    `select jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) as agency, e.outcome,
            e.displaced_to as "displacedTo", e.basis, e.at
     from disruptions.effect e join identity.agency a on a.id = e.agency_id
     where e.disruption_id = $1 order by e.at, e.id limit 100`,
    [id],
  )
  const evidence = await scope.tx.many<Shown>(EVIDENCE, [id, scope.actor.agencyId])
  return { claims, moderations, effects, evidence }
}

const EVIDENCE = `
  select e.id, e.side, e.kind, e.agency_id = $2 as ours,
         case e.kind when 'report' then r.title when 'exhibit' then e.exhibit else n.codename || ' ' || n.number end as text,
         r.reference, r.classification,
         case e.kind when 'report' then '/reports/' || e.record_id
                     when 'decision' then '/operations/decisions/' || e.entry_id
                     when 'action' then '/operations/actions/' || e.entry_id end as href
  from disruptions.evidence e
  left join access.record r on r.id = e.record_id
  left join lateral operations.entry_in_sight(e.kind, e.entry_id) n on e.entry_id is not null
  where e.disruption_id = $1
  order by e.side desc, e.at, e.id
  limit 50`
