/** Who takes part in Exercise Lantern. Everybody is invented; telephone numbers are Ofcom's for drama. */
import type { AgencyKind, Role } from '../src/wire/codes.ts'

export type ExerciseAgency = {
  slug: string
  name: string
  desk: { name: string; phone: string; hours: string }
  roles: readonly Role[]
  kind: AgencyKind
  /** agencies that it holds to account, by their IDs */
  holdsToAccount?: readonly string[]
}

const everyRole: readonly Role[] = [
  'intelligence_officer',
  'analyst',
  'coordinator',
  'triage_officer',
  'records_manager',
  'administrator',
]

export const exerciseAgencies: readonly ExerciseAgency[] = [
  {
    slug: 'sussex-police',
    name: 'Sussex Police',
    kind: 'force',
    desk: { name: 'Sussex Force Intelligence Bureau', phone: '01632 960101', hours: 'Day and night' },
    roles: everyRole,
  },
  {
    slug: 'kent-police',
    name: 'Kent Police',
    kind: 'force',
    desk: { name: 'Kent Intelligence Desk', phone: '01632 960102', hours: 'Day and night' },
    roles: everyRole,
  },
  {
    slug: 'nca',
    name: 'National Crime Agency',
    kind: 'agency',
    desk: { name: 'NCA Organised Immigration Crime Desk', phone: '01632 960103', hours: 'Day and night' },
    roles: everyRole,
  },
  {
    slug: 'border-force',
    name: 'Border Force',
    kind: 'agency',
    desk: { name: 'Border Force Intelligence', phone: '01632 960104', hours: '06:00 to 22:00' },
    roles: everyRole,
  },
  {
    slug: 'immigration-enforcement',
    name: 'Immigration Enforcement',
    kind: 'agency',
    desk: { name: 'Immigration Enforcement Intelligence', phone: '01632 960105', hours: '07:00 to 20:00' },
    roles: everyRole,
  },
  {
    slug: 'taskforce',
    name: 'Task Force Coordination',
    kind: 'task-force',
    desk: { name: 'Task Force Coordination Cell', phone: '01632 960106', hours: 'Day and night' },
    roles: ['coordinator', 'analyst', 'records_manager', 'administrator'],
  },
  {
    slug: 'sussex-pcc',
    name: 'Sussex Police and Crime Commissioner',
    kind: 'commissioner',
    holdsToAccount: ['sussex-police'],
    desk: { name: 'Office of the Commissioner', phone: '01632 960107', hours: 'Office hours' },
    roles: ['overseer', 'administrator'],
  },
  {
    slug: 'hmicfrs',
    name: 'HMICFRS',
    kind: 'inspectorate',
    holdsToAccount: ['sussex-police', 'kent-police', 'essex-police'],
    desk: { name: 'Inspection team', phone: '01632 960108', hours: 'Office hours' },
    roles: ['overseer', 'administrator'],
  },
  // It keeps its data and shares sealed tokens only; last, so that everybody else keeps their name.
  {
    slug: 'essex-police',
    name: 'Essex Police',
    kind: 'force',
    desk: { name: 'Essex Intelligence Desk', phone: '01632 960109', hours: '08:00 to 20:00' },
    roles: ['intelligence_officer', 'analyst', 'administrator'],
  },
]

const names = [
  'Robin Ashdown', 'Sam Fairlight', 'Alex Ditchling', 'Jo Winchelsea', 'Chris Pevensey', 'Pat Camber', 'Lee Selsey',
  'Dana Arundel', 'Morgan Rye', 'Terry Bosham', 'Kim Wealden', 'Ash Romney', 'Frankie Deal', 'Sandy Hythe',
  'Charlie Thanet', 'Drew Sheppey', 'Jamie Medway', 'Max Tenterden', 'Nicky Lydd', 'Ray Elham', 'Toni Wye',
  'Val Hastings', 'Billie Lewes', 'Cam Steyning', 'Jess Battle', 'Stevie Crowlink', 'Rowan Firle', 'Corin Glynde',
  'Mel Rodmell', 'Perry Alfriston', 'Quinn Beddingham', 'Skye Kingston', 'Tate Offham', 'Wren Plumpton',
  'Remy Barcombe', 'Indy Chailey', 'Harper Newick', 'Ellis Fletching', 'Marlow Maresfield', 'Devon Buxted',
  'Reese Hadlow', 'Shay Framfield', 'Blair Laughton', 'Kit Ripe', 'Laurie Chalvington', 'Noel Hellingly',
  'Nat Mersea', 'Ari Tollesbury', 'Sol Burnham', 'Lou Wivenhoe', 'Jude Maldon', 'Dale Canvey', 'Bay Frinton',
] // prettier-ignore

/** Agencies that have somebody who works inside operations and reads nothing else. */
const WITH_INVESTIGATORS: readonly string[] = ['sussex-police', 'kent-police', 'nca']

export type ExercisePerson = {
  email: string
  name: string
  agency: string
  role: Role
  clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
}

/** The accounts: `ROLE@AGENCY.example`, and a second intelligence officer where sanitising needs two. */
export function exercisePeople(): ExercisePerson[] {
  const people: ExercisePerson[] = []
  const add = (agency: ExerciseAgency, role: Role, account: string) => {
    const email = `${account}@${agency.slug}.example`
    people.push({
      email,
      // One name one person: the same name at two agencies looks like one person at both.
      name: names[people.length] ?? account,
      agency: agency.slug,
      role,
      clearance: email === 'analyst@kent-police.example' ? 'OFFICIAL' : 'OFFICIAL-SENSITIVE',
    })
  }
  for (const agency of exerciseAgencies) {
    for (const role of agency.roles) add(agency, role, role.replaceAll('_', '-'))
    if (agency.roles.includes('intelligence_officer'))
      add(agency, 'intelligence_officer', 'intelligence-officer-2')
  }
  // Last, so that everybody else keeps their name.
  for (const agency of exerciseAgencies)
    if (agency.kind === 'force') add(agency, 'chief_officer', 'chief-officer')
  for (const agency of exerciseAgencies)
    if (WITH_INVESTIGATORS.includes(agency.slug)) add(agency, 'investigator', 'investigator')
  return people
}
