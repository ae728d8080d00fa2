/**
 * Writes `access-cases.csv`, the project's own copy of the cases of the rule of sight:
 *
 *     node test/policies/make-access-cases.ts
 *
 * It starts from one telling situation for each way a rule can end, and takes with it every case that
 * differs from it in one column. So each boundary of the rule has a case on either side of it. The
 * expected sight comes from `rule.ts`.
 */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sightOf, type Facts } from './rule.ts'

export const columns = {
  viewer_agency: ['owner', 'partner'],
  viewer_role: [
    'intelligence_officer',
    'analyst',
    'coordinator',
    'triage_officer',
    'records_manager',
    'administrator',
    'overseer',
    'investigator',
  ],
  viewer_active: ['yes', 'no'],
  viewer_clearance: ['OFFICIAL', 'OFFICIAL-SENSITIVE'],
  viewer_is_author: ['yes', 'no'],
  record_classification: ['OFFICIAL', 'OFFICIAL-SENSITIVE'],
  record_handling: ['P', 'C'],
  record_release: ['viewer_agency', 'all_partners', 'other_agency', 'none'],
  record_compartment: ['none', 'viewer_inside', 'viewer_outside'],
  record_status: ['draft', 'submitted', 'disseminated', 'withdrawn'],
  conditions_accepted: ['yes', 'no'],
  match_exists: ['yes', 'no'],
  discoverable: ['yes', 'no'],
} as const

type Column = keyof typeof columns
export type Situation = { [C in Column]: (typeof columns)[C][number] }

const partnerAnalyst: Situation = {
  viewer_agency: 'partner',
  viewer_role: 'analyst',
  viewer_active: 'yes',
  viewer_clearance: 'OFFICIAL-SENSITIVE',
  viewer_is_author: 'no',
  record_classification: 'OFFICIAL-SENSITIVE',
  record_handling: 'P',
  record_release: 'none',
  record_compartment: 'none',
  record_status: 'submitted',
  conditions_accepted: 'no',
  match_exists: 'no',
  discoverable: 'yes',
}

/** One telling situation for each way a rule can end, by name. */
const situations: Record<string, Situation> = {
  'released under P': { ...partnerAnalyst, record_status: 'disseminated', record_release: 'viewer_agency' },
  'released to all under P, and matched': {
    ...partnerAnalyst,
    viewer_role: 'coordinator',
    viewer_clearance: 'OFFICIAL',
    record_classification: 'OFFICIAL',
    record_status: 'disseminated',
    record_release: 'all_partners',
    match_exists: 'yes',
  },
  'released under C, not accepted': {
    ...partnerAnalyst,
    viewer_role: 'intelligence_officer',
    record_status: 'disseminated',
    record_release: 'viewer_agency',
    record_handling: 'C',
    match_exists: 'yes',
  },
  'released to all under C, accepted, in an operation': {
    ...partnerAnalyst,
    record_status: 'disseminated',
    record_release: 'all_partners',
    record_handling: 'C',
    record_compartment: 'viewer_inside',
    conditions_accepted: 'yes',
  },
  'released to somebody else': {
    ...partnerAnalyst,
    viewer_role: 'coordinator',
    record_status: 'disseminated',
    record_release: 'other_agency',
    record_handling: 'C',
    conditions_accepted: 'yes',
    match_exists: 'yes',
  },
  'a match and nothing else': {
    ...partnerAnalyst,
    viewer_role: 'intelligence_officer',
    match_exists: 'yes',
  },
  'a match in an operation': {
    ...partnerAnalyst,
    record_classification: 'OFFICIAL',
    record_compartment: 'viewer_inside',
    record_handling: 'C',
    match_exists: 'yes',
  },
  'silent, matched': {
    ...partnerAnalyst,
    viewer_role: 'intelligence_officer',
    match_exists: 'yes',
    discoverable: 'no',
  },
  'recalled, was released and accepted': {
    ...partnerAnalyst,
    record_status: 'withdrawn',
    record_release: 'viewer_agency',
    record_handling: 'C',
    conditions_accepted: 'yes',
    match_exists: 'yes',
  },
  'a colleague’s draft, for an officer': {
    ...partnerAnalyst,
    viewer_agency: 'owner',
    viewer_role: 'intelligence_officer',
    record_status: 'draft',
  },
  'an own draft, of an analyst': {
    ...partnerAnalyst,
    viewer_agency: 'owner',
    viewer_is_author: 'yes',
    record_status: 'draft',
    record_compartment: 'viewer_inside',
  },
  'own agency’s report': { ...partnerAnalyst, viewer_agency: 'owner', viewer_role: 'coordinator' },
  'own agency’s recalled report': {
    ...partnerAnalyst,
    viewer_agency: 'owner',
    record_status: 'withdrawn',
    record_handling: 'C',
    discoverable: 'no',
    match_exists: 'yes',
  },
  'what a triage officer wrote': {
    ...partnerAnalyst,
    viewer_agency: 'owner',
    viewer_role: 'triage_officer',
    viewer_is_author: 'yes',
    record_compartment: 'viewer_inside',
  },
  'released, for an administrator': {
    ...partnerAnalyst,
    viewer_role: 'administrator',
    record_status: 'disseminated',
    record_release: 'all_partners',
    match_exists: 'yes',
  },
}

/** The same of an investigator, who came later: their cases stand behind the others, which keep their numbers. */
const situationsOfInvestigators: Record<string, Situation> = {
  'released under P, inside an operation': {
    ...partnerAnalyst,
    viewer_role: 'investigator',
    record_compartment: 'viewer_inside',
    record_status: 'disseminated',
    record_release: 'viewer_agency',
  },
  'own agency’s report, inside an operation': {
    ...partnerAnalyst,
    viewer_agency: 'owner',
    viewer_role: 'investigator',
    record_compartment: 'viewer_inside',
  },
  'own agency’s report, in no operation': {
    ...partnerAnalyst,
    viewer_agency: 'owner',
    viewer_role: 'investigator',
  },
  'a match inside an operation, of which an investigator learns nothing': {
    ...partnerAnalyst,
    viewer_role: 'investigator',
    record_compartment: 'viewer_inside',
    match_exists: 'yes',
  },
}

/** What the columns mean, as facts of the rule. */
export function factsOf(one: Situation): Facts {
  return {
    active: one.viewer_active === 'yes',
    role: one.viewer_role,
    author: one.viewer_is_author === 'yes',
    shutOut: one.record_compartment === 'viewer_outside',
    inOperation: one.record_compartment !== 'none',
    clearance: one.viewer_clearance,
    classification: one.record_classification,
    owns: one.viewer_agency === 'owner',
    status: one.record_status,
    released: one.record_release === 'viewer_agency' || one.record_release === 'all_partners',
    handling: one.record_handling,
    accepted: one.conditions_accepted === 'yes',
    matched: one.match_exists === 'yes',
    discoverable: one.discoverable === 'yes',
  }
}

// A person has one agency, so nobody is the author of a partner's record.
const possible = (one: Situation) => one.viewer_agency === 'owner' || one.viewer_is_author === 'no'

/** Every case, without repetition, in a fixed order. */
export function accessCases(): Situation[] {
  const cases = new Map<string, Situation>()
  const add = (one: Situation) => {
    if (possible(one)) cases.set(Object.values(one).join(), one)
  }
  for (const situation of Object.values(situations)) {
    add(situation)
    for (const column of Object.keys(columns) as Column[])
      for (const value of columns[column])
        if (value !== 'investigator') add({ ...situation, [column]: value })
  }
  for (const situation of Object.values(situationsOfInvestigators)) {
    add(situation)
    for (const column of Object.keys(columns) as Column[])
      for (const value of columns[column]) add({ ...situation, [column]: value })
  }
  return [...cases.values()]
}

/** The file, as it stands beside this script. */
export function accessCasesFile(): string {
  const names = Object.keys(columns) as Column[]
  const lines = accessCases().map((one, index) =>
    [String(index + 1), ...names.map((name) => one[name]), sightOf(factsOf(one)).sight].join(),
  )
  return [['case', ...names, 'sight'].join(), ...lines, ''].join('\n')
}

if (import.meta.main) await writeFile(path.join(import.meta.dirname, 'access-cases.csv'), accessCasesFile())
