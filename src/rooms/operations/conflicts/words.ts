/** Planned events in words. */
import type {
  Ground,
  PlannedDisclosure,
  PlannedGroup,
  PlannedKind,
} from '../../../library/planned-events/index.ts'
import type { PlannedState } from './list-events.ts'

export const kindWords = {
  'premises-search': 'Search of premises',
  arrest: 'Arrest',
  'vehicle-stop': 'Vehicle stop',
  'vessel-boarding': 'Vessel boarding, with Border Force',
  observation: 'Observation',
  meeting: 'Meeting',
  patrol: 'Patrol',
  'port-visit': 'Port visit',
  engagement: 'Engagement',
  rescue: 'Notice of a search and rescue',
  drill: 'Exercise',
  demolition: 'Demolition',
} as const satisfies Record<PlannedKind, string>

export const groupWords = {
  enforcement: 'Enforcement',
  protected: 'Protected',
  visible: 'Visible',
  safety: 'Safety',
} as const satisfies Record<PlannedGroup, string>

export const groundWords = {
  premises: 'Premises',
  street: 'A street or a port',
  coast: 'Open coast',
  sea: 'At sea',
} as const satisfies Record<Ground, string>

export const disclosureWords = {
  open: 'Open: whoever comes too near learns your agency, desk and hours',
  broker: 'Duty post: the task force rings both sides',
  silent: 'Silent: nobody learns of it',
} as const satisfies Record<PlannedDisclosure, string>

/** What each costs, where it is asked for. */
export const disclosureCosts = {
  open: {
    text: 'Open',
    hint: 'Whoever comes too near learns your agency, desk, telephone, group and hours, and you learn theirs. Nobody learns where, why or who.',
  },
  broker: {
    text: 'Duty post',
    hint: 'Nobody learns of it by itself. The duty post of the task force rings both sides, and each may open itself then. It rings for whatever is planned within about ten kilometres, so that nobody finds your place by asking often.',
  },
  silent: {
    text: 'Silent',
    hint: 'Nobody learns of it, the duty post neither. A second person of your agency must agree. Two silent events never learn of one another: ring the duty post yourself.',
  },
} as const satisfies Record<PlannedDisclosure, { text: string; hint: string }>

export const stateWords = {
  draft: 'Waits for a second person',
  lodged: 'Lodged',
  changed: 'Lodged, changed',
  'stood-down': 'Stood down',
  finished: 'Over',
  coarsened: 'Over, place and day taken out',
} as const satisfies Record<PlannedState, string>
