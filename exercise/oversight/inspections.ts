/**
 * What the exercise knows of inspections. Of the real one: that it was published, its areas, and to whom four of its ten
 * recommendations are addressed. No word of a recommendation is in the program: a person types it in from the report.
 * The second inspection is invented from end to end, and every page says so.
 */

export const realInspection = {
  reference: 'OIC 2025',
  title: 'Improving the response to organised immigration crime',
  publisher: 'HMICFRS',
  publishedOn: '2025-05-16',
  areas: [
    'Leadership of the response',
    'Initial response to suspected immigration crime incidents',
    'Management of information and intelligence',
    'How organised immigration crime groups are targeted',
    'Organisational learning and training',
  ],
  recommendations: 10,
  /** numbers that are addressed to chief constables, and where that is written */
  toChiefConstables: [2, 4, 8, 9],
  source: 'A commissioner’s published letter to the inspector',
} as const

/** Days from the day of loading: negative in the past. */
export type Day = number

export type InventedProgress = {
  agency: string
  owner: string
  entries: {
    stage: 'being-progressed' | 'complete-proposed'
    statement: string
    entered: Day
    signed?: Day
  }[]
  actions?: { text: string; owner: string; due: Day; done?: Day }[]
  evidence?: { kind: 'statement' | 'figure' | 'document'; title: string; text: string; at: Day }[]
  closed?: { on: Day; reason: string }
}

export type InventedRecommendation = {
  number: number
  area: number
  text: string
  addressedTo: string
  due: Day
  addressees: readonly string[]
  progress: readonly InventedProgress[]
}

export const inventedInspection = {
  reference: 'EXERCISE 1',
  title: 'Invented for the exercise: a coast that is watched',
  publisher: 'HMICFRS (invented report)',
  published: -48 as Day,
  areas: [
    'Governance',
    'First response on the coast',
    'Information and intelligence',
    'Disrupting the groups',
    'Learning and training',
  ],
} as const

const forces = ['sussex-police', 'kent-police', 'essex-police']

export const inventedRecommendations: readonly InventedRecommendation[] = [
  {
    ...{
      number: 1,
      area: 1,
      due: -12,
      addressees: forces,
      addressedTo: 'Chief constables of coastal forces',
    },
    text: 'Invented: By the date given, each force should name one chief officer who answers for organised immigration crime, and publish the name inside the force.',
    progress: [
      {
        agency: 'sussex-police',
        owner: 'Assistant Chief Constable, Specialist Crime',
        entries: [
          {
            stage: 'being-progressed',
            statement: 'Invented: A chief officer is chosen. The terms of reference are being written.',
            entered: -41,
            signed: -40,
          },
        ],
        actions: [{ text: 'Agree the terms of reference', owner: 'Head of Governance', due: -15 }],
      },
      {
        agency: 'kent-police',
        owner: 'Assistant Chief Constable, Crime',
        entries: [
          {
            stage: 'complete-proposed',
            statement: 'Invented: The chief officer is named and the name is on the intranet.',
            entered: -21,
            signed: -20,
          },
        ],
        closed: { on: -14, reason: 'Invented: The inspectors have seen the page and spoken to the officer.' },
      },
    ],
  },
  {
    ...{ number: 2, area: 2, due: 10, addressees: forces, addressedTo: 'Chief constables of coastal forces' },
    text: 'Invented: Each force should give its control room one page on what to do when a small boat lands, and test it with every shift.',
    progress: [
      {
        agency: 'sussex-police',
        owner: 'Head of Contact and Control',
        entries: [
          {
            stage: 'being-progressed',
            statement: 'Invented: The page is written. Three of five shifts have been tested.',
            entered: -10,
            signed: -9,
          },
          {
            stage: 'complete-proposed',
            statement: 'Invented: All five shifts have been tested. The results are with the training unit.',
            entered: -1,
          },
        ],
        actions: [
          { text: 'Test the two shifts that are left', owner: 'Control Room Manager', due: -2, done: -2 },
        ],
        evidence: [
          {
            kind: 'figure',
            title: 'Shifts that were tested',
            text: 'Invented: 3 of 5 shifts, counted from the test sheets of the control room.',
            at: -10,
          },
        ],
      },
      {
        agency: 'kent-police',
        owner: 'Head of Control Room',
        entries: [
          {
            stage: 'being-progressed',
            statement: 'Invented: The page is being tested with the first shift.',
            entered: -8,
            signed: -7,
          },
        ],
      },
    ],
  },
  {
    ...{ number: 3, area: 3, due: 60, addressees: forces, addressedTo: 'Chief constables of coastal forces' },
    text: 'Invented: Each force should record the telephone numbers of every landing within a day, where partners can find them.',
    progress: [
      {
        agency: 'sussex-police',
        owner: 'Head of Intelligence',
        entries: [
          {
            stage: 'complete-proposed',
            statement: 'Invented: Numbers are filed within a day. The desk checks each morning.',
            entered: -4,
            signed: -3,
          },
        ],
        evidence: [
          {
            kind: 'statement',
            title: 'Statement of the desk',
            text: 'Invented: The desk has checked each morning since the first of the month.',
            at: -4,
          },
        ],
      },
    ],
  },
  {
    ...{ number: 4, area: 4, due: -5, addressees: forces, addressedTo: 'Chief constables of coastal forces' },
    text: 'Invented: Each force should review every mapped group of its area that was graded low, and write down the reason.',
    progress: [
      {
        agency: 'sussex-police',
        owner: 'Head of Serious and Organised Crime',
        entries: [
          {
            stage: 'complete-proposed',
            statement:
              'Invented: Every group was reviewed. The reasons are in the minutes of the tasking group.',
            entered: -16,
            signed: -15,
          },
        ],
        closed: { on: -5, reason: 'Invented: The inspectors have read the reasons of ten groups.' },
      },
    ],
  },
  {
    ...{ number: 5, area: 5, due: 75, addressees: forces, addressedTo: 'Chief constables of coastal forces' },
    text: 'Invented: Each force should teach what was learned on arrival to all who work at the coast, once a year.',
    progress: [],
  },
  {
    ...{ number: 6, area: 3, due: 30, addressees: ['nca'], addressedTo: 'The National Crime Agency' },
    text: 'Invented: The agency should tell each force within a week what came of what the force has sent.',
    progress: [],
  },
]

/** The commissioner's own areas, each with the areas of the inspection that it gathers. */
export const commissionersAreas: readonly { title: string; gathers: readonly number[] }[] = [
  { title: 'Governance and direction', gathers: [1] },
  { title: 'Initial response, information and intelligence', gathers: [2, 3] },
  { title: 'Enforcing the law and disrupting the groups', gathers: [4] },
  { title: 'Organisational learning and training', gathers: [5] },
]
