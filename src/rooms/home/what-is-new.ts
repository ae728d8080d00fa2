/** What is new to a person, from every room. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RoomWaiting, Waiting } from '../../platform/live/look.ts'

/** The numbers of the rooms side by side; `home` is what is new in all of them. */
export function besideOneAnother(answers: readonly RoomWaiting[]): Waiting {
  const { new: _, ...counts } = Object.assign({}, ...answers.map((one) => one.counts)) as Record<
    string,
    number
  >
  const home = answers.reduce((sum, one) => sum + (one.counts['new'] ?? 0), 0)
  return { counts: { ...counts, home }, mark: answers.map(({ mark }) => mark).join('; ') }
}

/** Asks every room, in the person's own scope. */
export async function whatIsNew(scope: MemberScope): Promise<Waiting> {
  const { answers } = await scope.tx.one<{ answers: RoomWaiting[] }>(
    `select jsonb_build_array(intelligence.waiting(intelligence.shared()), deconfliction.waiting(deconfliction.shared()),
       reporting.told(), coast.waiting(), identity.waiting()) as answers`,
  )
  return besideOneAnother(answers)
}
