/** The answers as somebody reads them again before they send them. */
import type { Words } from '../wording/en.ts'
import type { Draft } from './draft.ts'
import { positionLines } from './place-facts.ts'
import { isAsked, steps, type Step } from './steps.ts'

export type Row = { key: string; value: string; said: boolean; href: string; what: string }

/**
 * Writes one row for each question that is asked.
 * @param draft - as far as it was answered
 * @param photographs - how many were added
 * @param words - of the page's language
 * @param base - address of the pages of this language
 * @returns in the order of the questions, each with the way to change it
 */
export function checkRows(draft: Draft, photographs: number, words: Words, base: string): Row[] {
  return steps
    .filter((step): step is Exclude<Step, 'check'> => step !== 'check' && isAsked(step, draft.kind))
    .map((step) => {
      const lines = linesOf[step](draft, words, photographs).filter((line) => line !== '')
      const key = words.check.rows[step]
      return {
        key,
        value: lines.length > 0 ? lines.join('\n') : words.check.nothing,
        said: lines.length > 0,
        href: `${base}/${step === 'where' && draft.where && draft.kind !== 'online' ? 'where/chosen' : step}?then=check`,
        what: key,
      }
    })
}

type Lines = (draft: Draft, words: Words, photographs: number) => string[]

/** A label and its answer; nothing when there is no answer. */
const labelled = (label: string, value: string | undefined) =>
  value === undefined ? '' : `${label.replace(/\?$/, '')}: ${value}`

const linesOf: Record<Exclude<Step, 'check'>, Lines> = {
  kind: ({ kind }, t) => (kind ? [t.kind.choices[kind]] : []),
  where: ({ where }, t) =>
    where
      ? [
          where.how === 'pin' ? '' : (where.written ?? ''),
          where.words ?? '',
          ...positionLines(where),
          where.description ?? '',
          where.near === undefined ? '' : t.where.near(where.near.written),
        ]
      : [],
  when: ({ when }, t) => [
    when?.at ? t.when[when.at] : '',
    when?.day === undefined ? '' : ukDay(when.day),
    when?.time ?? '',
    when?.words ?? '',
  ],
  seen: ({ what }, t) => [
    ...(what?.seen ?? []).map((code) => t.seen.prompts[code as keyof Words['seen']['prompts']]),
    what?.words ?? '',
  ],
  vessel: ({ vessel }, { vessel: t }) => [
    labelled(t.name, vessel?.name),
    labelled(t.kind, vessel?.kind),
    labelled(t.colour, vessel?.colour),
    labelled(t.length, vessel?.length),
    labelled(t.engines, vessel?.engines),
    labelled(t.markings, vessel?.markings),
    labelled(t.heading, vessel?.heading),
    labelled(t.aboard, vessel?.aboard),
  ],
  vehicle: ({ vehicle }, { vehicle: t }) => [
    labelled(t.registration, vehicle?.registration),
    labelled(t.make, vehicle?.make),
    labelled(t.colour, vehicle?.colour),
    labelled(t.trailer, vehicle?.trailer),
  ],
  people: ({ people }, { people: t }) => [labelled(t.number, people?.number), people?.behaviour ?? ''],
  know: ({ know }, t) => [
    know?.code === undefined ? '' : t.know.choices[know.code as keyof Words['know']['choices']],
    know?.words ?? '',
  ],
  again: ({ still_happening: still, regular }, t) => [
    labelled(t.check.still, still && t.again.choices[still]),
    labelled(t.check.often, regular && t.again.choices[regular]),
  ],
  photographs: (_draft, t, photographs) =>
    photographs > 0 ? [t.photographs.added(photographs)] : [t.check.noPhotographs],
  contact: ({ contact }, t) =>
    contact
      ? [contact.name ?? '', contact.phone ?? '', contact.email ?? '', contact.how ?? '']
      : [t.check.anonymous],
}

const ukDay = (iso: string) => iso.split('-').reverse().map(Number).join('/')
