/** What an action asks, what is refused of it, and how it goes from hand to hand. Pure. */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { codesOf } from '../../../wire/codes.ts'
import { day, words } from '../decisions/decision.ts'
import { ABOUT, KINDS, PRIORITIES, type ActionAbout, type ActionKind, type ActionState } from './words.ts'

/** Characters of a text that somebody types. */
export const LONGEST = {
  what: 500,
  why: 2_000,
  wanted: 1_000,
  reason: 1_000,
  team: 100,
  result: 5_000,
  comment: 2_000,
} as const
/** One action waits for at most so many others. */
export const MOST_DEPENDS = 20

/** The body of an action, as the API takes it. */
export const actionSchema = z.strictObject({
  kind: z.enum(codesOf(KINDS), { error: 'Choose what is to be done' }),
  about: z.enum(codesOf(ABOUT), { error: 'Choose whom or what it is about' }),
  what: words(LONGEST.what, 'Enter what is to be done'),
  why: words(LONGEST.why, 'Enter why'),
  wanted: words(LONGEST.wanted, 'Enter which result is wanted'),
  priority: z.enum(codesOf(PRIORITIES), { error: 'Choose how urgent it is' }),
  due_on: day('Enter by when it is to be done'),
  wait_until: day('Enter the day').optional().describe('it comes back on this day'),
  before_closing: z.boolean().default(false).describe('the operation does not close before it has ended'),
  decision: z.uuid('Choose the decision that it follows from').optional(),
  depends_on: z
    .array(z.int().min(1).max(1_000_000))
    .max(MOST_DEPENDS, `Name at most ${String(MOST_DEPENDS)} actions`)
    .default([])
    .describe('numbers of actions of the same operation'),
})
export type NewAction = z.output<typeof actionSchema>

/** What nobody is asked to do here, as everybody who raises an action reads it. */
export const NEVER_ASKED =
  'No action may follow or watch a person, task a member of the public or a source, or task a rescue: HM Coastguard leads search and rescue.'

/**
 * Checks an action.
 * @param body - as it was sent
 * @param today - YYYY-MM-DD
 * @returns the action, or faults by field
 */
export function parseAction(
  body: unknown,
  today: string,
): { action: NewAction } | { fields: Record<string, string> } {
  const read = actionSchema.safeParse(body)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const { kind, about, due_on: due, wait_until: wait, depends_on: depends } = read.data
  const fields: Record<string, string> = {}
  if (!isAllowed(kind, about))
    fields['kind'] = 'Choose safeguarding: nothing else is asked about a victim or a child'
  if (due < today || due > '2100-01-01') fields['due_on'] = 'Must be today or later'
  if (wait !== undefined && (wait <= today || wait > due))
    fields['wait_until'] = 'Must be after today, and not after the day on which it is due'
  if (new Set(depends).size < depends.length) fields['depends_on'] = 'Name each action once'
  return Object.keys(fields).length > 0 ? { fields } : { action: read.data }
}

/** Victims and children are safeguarded, and nothing else is done about them here. The database refuses it too. */
export const isAllowed = (kind: ActionKind, about: ActionAbout): boolean =>
  (about !== 'victim' && about !== 'child') || kind === 'safeguard'

/** From which state an action may go to which. The trigger on `operations.action` says the same. */
export const moves: Readonly<Record<ActionState, readonly ActionState[]>> = {
  raised: ['offered', 'not-pursued'],
  offered: ['accepted', 'declined', 'not-pursued'],
  declined: ['offered', 'not-pursued'],
  accepted: ['allocated', 'done', 'not-pursued'],
  allocated: ['allocated', 'done', 'not-pursued'],
  done: ['checked', 'allocated'],
  checked: ['filed'],
  filed: [],
  'not-pursued': [],
}

/** Has it ended, so that nothing waits for anybody? */
export const hasEnded = (state: ActionState): boolean => moves[state].length === 0

/**
 * May an action go from one state to another?
 * @param from - where it stands
 * @param to - where it is to go
 */
export const mayMove = (from: ActionState, to: ActionState): boolean => moves[from].includes(to)

/** Whoever asks, as an action knows them. */
export type Asker = {
  /** lead or deputy of the operation, or whoever raised the action */
  raises: boolean
  /** holds the tasking post of the agency to which it was offered */
  tasks: boolean
  /** it is allocated to them */
  works: boolean
  /** of the agency to which it was offered */
  ofAgency: boolean
  /** they wrote its result */
  wroteResult: boolean
  /** its result is shared with everybody in the operation */
  shared: boolean
}

/**
 * Says what somebody may do with an action: only an agency's own tasking post accepts and allocates, and nobody checks
 * what they did themselves.
 * @param state - where it stands
 * @param asker - who asks
 * @returns states to which they may bring it
 */
export function stepsOf(state: ActionState, asker: Asker): ActionState[] {
  const { raises, tasks, works, ofAgency, wroteResult, shared } = asker
  const checks = !wroteResult && (ofAgency || (shared && raises))
  const may: Readonly<Record<ActionState, boolean>> = {
    raised: false,
    offered: raises,
    accepted: tasks,
    declined: tasks,
    allocated: state === 'done' ? checks : tasks,
    done: works || tasks,
    checked: checks,
    filed: tasks || (shared && raises),
    'not-pursued': state === 'accepted' || state === 'allocated' ? tasks : raises,
  }
  return moves[state].filter((to) => may[to])
}

/**
 * Would waiting for these actions close a circle?
 * @param number - of the action that is to wait
 * @param on - numbers of those it is to wait for
 * @param waits - what each action of the operation waits for already, by number
 */
export function closesCircle(
  number: number,
  on: readonly number[],
  waits: ReadonlyMap<number, readonly number[]>,
): boolean {
  const seen = new Set<number>()
  const open = [...on]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one === number) return true
    if (seen.has(one)) continue
    seen.add(one)
    open.push(...(waits.get(one) ?? []))
  }
  return false
}
