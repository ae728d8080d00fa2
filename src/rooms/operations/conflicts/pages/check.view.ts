/** The answers of the form of a planned event, before it is lodged or its change is saved. */
import type { FastifyReply } from 'fastify'
import type { Refused } from '../../../../platform/http/or-again.ts'
import { readDateField } from '../../../../design/fields.ts'
import {
  clockChanges,
  plannedZones,
  readLocalTime,
  readPlace,
  usualBuffer,
  type Ground,
  type PlannedZone,
} from '../../../../library/planned-events/index.ts'
import type { StretchLine } from '../../../coast/index.ts'
import type { PlannedDraft, TypedEvent } from '../drafts.ts'
import { disclosureCosts, disclosureWords, groundWords, kindWords } from '../words.ts'
import { mapOfPlace } from './place-map.ts'
import { bodyOfForm, placeInWords, placeKinds, placeOf } from './read-form.ts'
import { draftAddress, momentInWords } from './step.view.ts'
import { stepsOf, stepWords, type Step } from './steps.ts'

type Checked = {
  draft: PlannedDraft
  stretches: readonly StretchLine[]
  open: { step: Step } | null
  dataFolder: string
  refused: Refused | null
}

/**
 * Shows the answers, each with a way back to its page.
 * @returns the answer
 */
export async function showCheck(
  reply: FastifyReply,
  { draft, stretches, open, dataFolder, refused }: Checked,
): Promise<FastifyReply> {
  const read = readPlace(placeOf(draft.typed, {}, stretches))
  const place = 'fault' in read ? null : read
  const isChange = draft.changes !== null
  return await reply.page('rooms/operations/conflicts/pages/check.njk', {
    title: 'Check your answers',
    caption: `${isChange ? 'Change' : 'Lodge'} a planned event`,
    classification: 'OFFICIAL-SENSITIVE',
    back: { text: 'Planned events', href: '/operations/events' },
    rows: rowsOf(draft, place === null ? null : placeOfWords(draft.typed, place, stretches)),
    drawn: place === null ? null : await mapOfPlace(dataFolder, place),
    open: open === null ? null : { href: draftAddress(draft.id, open.step), text: stepWords[open.step].title },
    isChange,
    says: saysOf(draft.typed),
    action: `/operations/events/drafts/${draft.id}/${isChange ? 'save' : 'lodge'}`,
    dropHref: `/operations/events/drafts/${draft.id}/drop`,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
} // prettier-ignore

const saysOf = (typed: TypedEvent): string =>
  typed['disclosure'] === 'silent'
    ? 'A second person of your agency in the operation must agree that it is silent. Until then nothing is looked for.'
    : 'What it comes near is looked for within a minute. The answer is the same whatever will be found.'

function placeOfWords(typed: TypedEvent, place: Parameters<typeof placeInWords>[0], stretches: readonly StretchLine[]) {
  const name = place.kind === 'stretch' ? stretches.find(({ id }) => id === typed['stretch'])?.name : undefined
  return name === undefined ? placeInWords(place) : `${name}, ${placeInWords(place)}`
} // prettier-ignore

function rowsOf(draft: PlannedDraft, where: string | null) {
  const { typed, changes } = draft
  const missing = 'Not answered yet'
  const of = (words: Readonly<Record<string, string>>, name: string) =>
    Object.hasOwn(words, typed[name] ?? '') ? (words[typed[name] ?? ''] ?? missing) : missing
  const row = (step: Step, key: string, text: string) => ({
    key,
    text,
    ...(stepsOf(draft).includes(step)
      ? { change: { href: draftAddress(draft.id, step), hidden: key.toLowerCase() } }
      : {}),
  })
  const kind = changes === null ? of(kindWords, 'kind') : kindWords[changes.kind]
  return [
    row('what', 'Operation', draft.codename ?? missing),
    row('what', 'What', kind),
    ...(changes === null ? [row('what', 'Purpose', typed['purpose'] ?? missing)] : []),
    row('place', 'Kind of place', of(placeKinds, 'place_kind')),
    row('place', 'Ground and buffer', `${of(groundWords, 'ground')}, ${bufferOf(typed)}`),
    row('where', 'Where', where ?? missing),
    row('when', 'Begins', momentOf(typed, 'starts') ?? missing),
    row('when', 'Ends', momentOf(typed, 'ends') ?? missing),
    ...nightOf(typed),
    row('learn', 'Who may learn of it', changes === null ? learnOf(typed) ?? missing : disclosureWords[changes.disclosure]),
    ...(changes === null && typed['disclosure'] === 'silent'
      ? [row('learn', 'Why it is silent', typed['silent_reason'] ?? missing)]
      : []),
    row('contact', 'Desk', typed['desk'] ?? missing),
    row('contact', 'Telephone', typed['telephone'] ?? missing),
    ...(typed['note'] === undefined ? [] : [row('contact', 'Note', typed['note'])]),
  ]
} // prettier-ignore

function learnOf(typed: TypedEvent): string | null {
  const chosen = typed['disclosure']
  if (chosen === undefined || !Object.hasOwn(disclosureCosts, chosen)) return null
  const { text, hint } = disclosureCosts[chosen as keyof typeof disclosureCosts]
  return `${text}. ${hint}`
}

function bufferOf(typed: TypedEvent): string {
  const usual = Object.hasOwn(usualBuffer, typed['ground'] ?? '') ? usualBuffer[typed['ground'] as Ground] : null
  const metres = typed['buffer_m'] ?? (usual === null ? null : usual.toLocaleString('en-GB'))
  return metres === null ? 'buffer as usual' : `${metres} metres around it`
} // prettier-ignore

/** A moment as the form says it, where it is one. */
function readMoment(typed: TypedEvent, name: 'starts' | 'ends'): Date | null {
  const { body } = bodyOfForm(typed)
  const time = String(body[`${name}_at`]).split('T')[1] ?? ''
  const which = typed[`${name}_which`]
  const read = readLocalTime(
    readDateField(typed, `${name}_day`) ?? '',
    time,
    zoneOf(typed),
    which === 'first' || which === 'second' ? which : null,
  )
  return 'fault' in read ? null : read
}

const zoneOf = (typed: TypedEvent): PlannedZone =>
  plannedZones.find((zone) => zone === typed['zone']) ?? 'Europe/London'

function momentOf(typed: TypedEvent, name: 'starts' | 'ends'): string | null {
  const at = readMoment(typed, name)
  return at === null ? null : momentInWords(at, zoneOf(typed))
}

/** That the clocks change in between is said once more. */
function nightOf(typed: TypedEvent) {
  const [from, until] = [readMoment(typed, 'starts'), readMoment(typed, 'ends')]
  if (from === null || until === null) return []
  const [change] = clockChanges(zoneOf(typed), { from, until })
  if (!change) return []
  const hours = Math.round((until.getTime() - from.getTime()) / 360_000) / 10
  return [{ key: 'The clocks', text: `They go ${change.goes} in between. It takes ${String(hours)} hours` }]
}
