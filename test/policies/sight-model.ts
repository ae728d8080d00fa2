/**
 * A small model of what people may see after a sequence of acts: the rule of sight (`rule.ts`) applied to
 * records, and the matches that connect them. It knows nothing of SQL, versions of documents or pages.
 */
import { readsContent, sightOf, type Sight } from './rule.ts'

export type Clearance = 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
export type Person = { email: string; agency: string; role: string; clearance: Clearance }

/** What an author chooses. */
export type Content = {
  classification: Clearance
  handling: 'P' | 'C'
  discoverable: boolean
  /** which of a few identifiers it names, or none */
  key: number | null
}

export type ModelReport = Content & {
  owner: string
  author: string
  status: 'submitted' | 'disseminated' | 'withdrawn'
  version: number
  toAll: boolean
  releasedTo: Set<string>
  /** `email version` of each acceptance */
  accepted: Set<string>
}

type Match = {
  key: number
  agencies: readonly [string, string]
  /** reports on either side; false: it held the identifier once, before somebody wrote */
  sides: Map<ModelReport, boolean>
  contacted: boolean
}

export type Model = { reports: ModelReport[]; matches: Match[] }

export const newModel = (): Model => ({ reports: [], matches: [] })

/** @param matched - as the rule means it: connected to a record of the viewer's agency */
export function sightFor(person: Person, report: ModelReport, matched: boolean): Sight {
  return sightOf({
    active: true,
    role: person.role,
    author: report.author === person.email,
    shutOut: false,
    inOperation: false,
    clearance: person.clearance,
    classification: report.classification,
    owns: report.owner === person.agency,
    status: report.status,
    released: report.toAll || report.releasedTo.has(person.agency),
    handling: report.handling,
    accepted: report.accepted.has(`${person.email} ${String(report.version)}`),
    matched,
    discoverable: report.discoverable,
  }).sight
}

/** What the person gets when they open the report: a hit opens nothing. */
export function opens(person: Person, report: ModelReport): 'full' | 'conditions' | 'none' {
  const sight = sightFor(person, report, false)
  return sight === 'hit' ? 'none' : sight
}

const live = (report: ModelReport) => report.status !== 'withdrawn'

/** After a report was filed, changed or recalled: which matches connect it now. */
export function connect(model: Model, report: ModelReport): void {
  for (const match of model.matches)
    if (match.sides.has(report) && !(live(report) && match.key === report.key)) {
      if (match.contacted) match.sides.set(report, false)
      else match.sides.delete(report)
    }
  if (!live(report) || report.key === null) return
  for (const other of model.reports) {
    if (!live(other) || other.key !== report.key || other.owner === report.owner) continue
    const match = matchBetween(model, report.key, report.owner, other.owner)
    match.sides.set(report, true)
    match.sides.set(other, true)
  }
}

function matchBetween(model: Model, key: number, one: string, other: string): Match {
  const agencies = [one, other].sort() as [string, string]
  const known = model.matches.find((match) => match.key === key && match.agencies.join() === agencies.join())
  if (known) return known
  const match: Match = { key, agencies, sides: new Map(), contacted: false }
  model.matches.push(match)
  return match
}

/** A row of somebody's list of matches: an own report that they may read, and the partner. */
export type Row = { report: ModelReport; partner: string; match: Match }

export function matchesOf(model: Model, person: Person): Row[] {
  if (!readsContent(person.role)) return []
  return model.matches.flatMap((match) => {
    if (!match.agencies.includes(person.agency) || !discloses(match, person)) return []
    const partner = match.agencies.find((agency) => agency !== person.agency) ?? ''
    return [...match.sides.keys()]
      .filter((report) => report.owner === person.agency && opens(person, report) === 'full')
      .map((report) => ({ report, partner, match }))
  })
}

/**
 * Rule 9, on a record of the other side. Whoever writes to a partner shows itself, so from then on neither
 * silence nor a recall hides that side any more; clearance still does.
 */
function discloses(match: Match, person: Person): boolean {
  return [...match.sides].some(([report, held]) => {
    if (report.owner === person.agency) return false
    if (!match.contacted) return held && sightFor(person, report, true) !== 'none'
    return sightFor(person, { ...report, status: 'submitted', discoverable: true }, true) !== 'none'
  })
}

/** Is the identifier held by a partner that lets this person know? */
export function partnersHold(model: Model, person: Person, key: number): boolean {
  return model.reports.some(
    (report) =>
      report.owner !== person.agency &&
      live(report) &&
      report.key === key &&
      report.discoverable &&
      sightFor(person, report, true) !== 'none',
  )
}

/** May this person decide about the report: release, recall, change it? */
export const decides = (person: Person, report: ModelReport): boolean =>
  ['intelligence_officer', 'coordinator'].includes(person.role) &&
  report.owner === person.agency &&
  opens(person, report) === 'full' &&
  report.status !== 'withdrawn'
