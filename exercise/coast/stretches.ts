/**
 * How Exercise Lantern’s Sussex divides its coast, with gaps on purpose: miles in no stretch, stretches that
 * nobody leads, reviews that are late. Ends are places, so that the miles follow from whatever line there is.
 */
type Place = readonly [lon: number, lat: number]

export type ExerciseStretch = {
  name: string
  from: Place
  to: Place
  /** account at sussex-police.example; null: nobody leads it */
  lead: string | null
  cover: string
  vulnerabilities: string
  /** days from now: of the last review, and of the next one; null where there was none */
  review: readonly [last: number, next: number] | null
  contacts: readonly { organisation: string; role: string; telephone: string; notes?: string }[]
}

const EMSWORTH: Place = [-0.937, 50.845]
const COBNOR: Place = [-0.88, 50.811]
const BIRDHAM: Place = [-0.834, 50.801]
const HARBOUR_MOUTH: Place = [-0.913, 50.776]
const MEDMERRY: Place = [-0.836, 50.746]
const SELSEY_BILL: Place = [-0.79, 50.722]
const PAGHAM: Place = [-0.733, 50.769]
const CLIMPING: Place = [-0.572, 50.797]
const FERRING: Place = [-0.442, 50.804]
const LANCING: Place = [-0.315, 50.82]
const HOVE_LAGOON: Place = [-0.198, 50.828]
const BRIGHTON_MARINA: Place = [-0.1, 50.81]
const SALTDEAN: Place = [-0.039, 50.8]
const PEACEHAVEN: Place = [0.035, 50.784]
const SEAFORD_HEAD: Place = [0.12, 50.757]
const HOLYWELL: Place = [0.274, 50.753]
const NORMANS_BAY: Place = [0.385, 50.823]
const GLYNE_GAP: Place = [0.505, 50.845]
const ROCK_A_NORE: Place = [0.628, 50.861]
const CLIFF_END: Place = [0.69, 50.887]
const JURYS_GAP: Place = [0.854, 50.924]

export const exerciseStretches: readonly ExerciseStretch[] = [
  {
    name: 'Thorney Island and Prinsted',
    from: EMSWORTH,
    to: COBNOR,
    lead: 'intelligence-officer',
    cover: 'Harbour patrol by boat at weekends, April to October. Neighbourhood officer on foot, Tuesdays.',
    vulnerabilities: 'Creeks that dry out at low water. Footpath on the sea wall out of sight of any road.',
    review: [-60, 120],
    contacts: [
      { organisation: 'Harbour conservancy (exercise)', role: 'Patrol desk', telephone: '01632 960340' },
      {
        organisation: 'Thornham Marina (exercise)',
        role: 'Duty manager',
        telephone: '01632 960301',
        notes: 'Barrier log is kept for 30 days: duty@thornham-marina.example',
      },
    ],
  },
  {
    name: 'Bosham, Dell Quay and Birdham',
    from: COBNOR,
    to: BIRDHAM,
    lead: null,
    cover: 'Harbour patrol by boat at weekends.',
    vulnerabilities: 'Three slipways in use by night at high water; none has a light or a camera.',
    review: [-200, -20],
    contacts: [{ organisation: 'Bosham Quay (exercise)', role: 'Quay master', telephone: '01632 960302' }],
  },
  {
    name: 'Itchenor to East Head',
    from: BIRDHAM,
    to: HARBOUR_MOUTH,
    lead: 'coordinator',
    cover: 'Harbour office day and night in summer; by day in winter.',
    vulnerabilities: 'Every yacht in the harbour passes here. Moorings change hands without papers.',
    review: [-210, -30],
    contacts: [
      { organisation: 'Itchenor harbour office (exercise)', role: 'Duty officer', telephone: '01632 960306' },
    ],
  },
  {
    name: 'The Witterings and Bracklesham',
    from: HARBOUR_MOUTH,
    to: MEDMERRY,
    lead: 'analyst',
    cover: 'Estate wardens by day. Volunteers of the coast watch, weekends.',
    vulnerabilities: 'Flat sand with car parks behind it; a boat can be met by vehicles within a minute.',
    review: [-40, 140],
    contacts: [{ organisation: 'Estate office (exercise)', role: 'Head warden', telephone: '01632 960308' }],
  },
  {
    name: 'Selsey and Pagham Harbour',
    from: SELSEY_BILL,
    to: PAGHAM,
    lead: null,
    cover: '',
    vulnerabilities: 'Boats are launched from the open beach before dawn all year.',
    review: null,
    contacts: [],
  },
  {
    name: 'Bognor Regis to Climping',
    from: PAGHAM,
    to: CLIMPING,
    lead: 'intelligence-officer-2',
    cover: 'Seafront officers in season. Cameras from Aldwick to Felpham.',
    vulnerabilities: 'Climping has one road in, and nobody there between November and March.',
    review: [-90, 90],
    contacts: [{ organisation: 'Seafront office (exercise)', role: 'Supervisor', telephone: '01632 960311' }],
  },
  {
    name: 'Littlehampton and Ferring',
    from: CLIMPING,
    to: FERRING,
    lead: 'intelligence-officer-2',
    cover: 'Harbour master by day; harbour cameras are recorded at night and watched by nobody.',
    vulnerabilities: 'Engines are sold from the yards upriver for cash.',
    review: [-30, 150],
    contacts: [
      {
        organisation: 'Littlehampton Harbour (exercise)',
        role: 'Harbour master',
        telephone: '01632 960312',
        notes: 'office@littlehampton-harbour.example',
      },
    ],
  },
  {
    name: 'Worthing and Lancing',
    from: FERRING,
    to: LANCING,
    lead: 'triage-officer',
    cover: 'Town cameras, Goring to the pier.',
    vulnerabilities: 'Kite beaches: boards, tape and large bags raise no questions.',
    review: [-250, -70],
    contacts: [{ organisation: 'Worthing Pier (exercise)', role: 'Manager', telephone: '01632 960314' }],
  },
  {
    name: 'Shoreham Port',
    from: LANCING,
    to: HOVE_LAGOON,
    lead: 'intelligence-officer',
    cover: 'Port control and gate staff, day and night.',
    vulnerabilities: 'Houseboats and yards on the river behind the port’s fence.',
    review: [-20, 160],
    contacts: [
      { organisation: 'Shoreham Port (exercise)', role: 'Port control', telephone: '01632 960316' },
      {
        organisation: 'Shoreham lifeboat (exercise)',
        role: 'Launching authority',
        telephone: '01632 960341',
      },
    ],
  },
  {
    name: 'Hove to Brighton Marina',
    from: HOVE_LAGOON,
    to: BRIGHTON_MARINA,
    lead: 'analyst',
    cover: 'City cameras, day and night. Marina security at the lock and on the pontoons.',
    vulnerabilities: 'Visitors’ berths are paid in advance and seldom looked at.',
    review: [-75, 105],
    contacts: [
      { organisation: 'Brighton Marina (exercise)', role: 'Security desk', telephone: '01632 960319' },
    ],
  },
  {
    name: 'Saltdean to Peacehaven',
    from: SALTDEAN,
    to: PEACEHAVEN,
    lead: null,
    cover: 'Walked by the neighbourhood team once a week.',
    vulnerabilities: 'The undercliff walk is reached by four gaps; two have ramps for vehicles.',
    review: [-150, 30],
    contacts: [],
  },
  {
    name: 'Newhaven and Seaford',
    from: PEACEHAVEN,
    to: SEAFORD_HEAD,
    lead: 'coordinator',
    cover: 'Border Force at the ferry port, with every sailing. Harbour master day and night.',
    vulnerabilities: 'Fishing boats berth upriver of the port’s cameras.',
    review: [-10, 170],
    contacts: [
      { organisation: 'Newhaven Harbour (exercise)', role: 'Harbour master', telephone: '01632 960321' },
      { organisation: 'Newhaven Marina (exercise)', role: 'Duty manager', telephone: '01632 960322' },
    ],
  },
  {
    name: 'Cuckmere to Beachy Head',
    from: SEAFORD_HEAD,
    to: HOLYWELL,
    lead: 'triage-officer',
    cover: 'Country park rangers by day. Chaplaincy team on the cliffs, evenings.',
    vulnerabilities: 'Cliffs, so three ways up only: Cuckmere Haven, Birling Gap, Cow Gap.',
    review: null,
    contacts: [{ organisation: 'Country park (exercise)', role: 'Ranger', telephone: '01632 960324' }],
  },
  {
    name: 'Eastbourne and Pevensey Bay',
    from: HOLYWELL,
    to: NORMANS_BAY,
    lead: 'intelligence-officer-2',
    cover: 'Lock control at Sovereign Harbour, day and night.',
    vulnerabilities: 'Private gardens go down to the shingle at Pevensey Bay.',
    review: [-45, 135],
    contacts: [
      { organisation: 'Sovereign Harbour (exercise)', role: 'Lock control', telephone: '01632 960327' },
    ],
  },
  {
    name: 'Normans Bay to Glyne Gap',
    from: NORMANS_BAY,
    to: GLYNE_GAP,
    lead: 'intelligence-officer',
    cover: 'Rowing club and angling club ring in what they see.',
    vulnerabilities: 'The railway halt at Normans Bay is two minutes from the beach.',
    review: [-190, -5],
    contacts: [],
  },
  {
    name: 'Hastings and Rock-a-Nore',
    from: GLYNE_GAP,
    to: ROCK_A_NORE,
    lead: 'analyst',
    cover: 'Town cameras. Fishermen at the Stade from four in the morning.',
    vulnerabilities: 'Beach-launched boats without fixed berths.',
    review: [-55, 125],
    contacts: [
      {
        organisation: 'Fishermen’s protection society (exercise)',
        role: 'Secretary',
        telephone: '01632 960331',
      },
    ],
  },
  {
    name: 'Pett Level, Rye Harbour and Camber',
    from: CLIFF_END,
    to: JURYS_GAP,
    lead: 'intelligence-officer',
    cover:
      'Harbour master by day, nature reserve wardens, beach patrol at Camber in season. Shared with Kent at night.',
    vulnerabilities: 'Landing by small boat in calm weather; the border with Kent runs through the dunes.',
    review: [-15, 75],
    contacts: [
      {
        organisation: 'Rye Harbour (exercise)',
        role: 'Harbour master',
        telephone: '01632 960333',
        notes: 'office@rye-harbour.example',
      },
      { organisation: 'Camber beach patrol (exercise)', role: 'Supervisor', telephone: '01632 960335' },
    ],
  },
]
