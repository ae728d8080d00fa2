/** Check answers: what a partner would read, and what stays with us. */
import { eventWords } from '../../../../design/event-words.ts'
import { labelFrom } from '../../../../design/words.ts'
import { ukDate } from '../../../../design/dates.ts'
import * as codes from '../../../../wire/codes.ts'
import type { Draft, DraftDocument } from '../../drafts.ts'
import { gradeText, writtenOf } from './document-lines.ts'
import { describedView } from '../described.view.ts'
import { unnamedView } from '../unnamed.view.ts'
import { kindOfDraft } from './draft.view.ts'
import { wordsOf } from './offers.ts'
import { draftAddress, faultsOf, stepOfField, stepWords, type Errors, type Step } from './steps.ts'
import { birthOf, protectedPeople, subjectCards } from './subjects.view.ts'
import { itemsOf } from './text.form.ts'

type Row = { key: string; text?: string; lines?: string[]; change?: { href: string; hidden: string } }
type Card = { card: string; level: 3; action?: { text: string; href: string }; rows: Row[] }

/** One thing that is missing or wrong, with the page where it is put right. */
export type Missing = { text: string; href: string }

/**
 * Makes what the check page prints of a draft.
 * @param draft - as it is kept
 * @param today - YYYY-MM-DD, for who is a child
 * @param compartments - operations that this person is a member of, for their names
 * @param found - what submitting it found wrong, beyond what the draft itself shows
 * @returns what is missing, what a partner would read, what stays with the agency
 */
export function checkView(
  draft: Draft,
  today: string,
  compartments: readonly { id: string; name: string }[],
  found: Errors = {},
) {
  const { document } = draft
  const to = (step: Step) => `${draftAddress(draft.id, step)}?return=check`
  const change = (step: Step, hidden: string) => ({ change: { href: to(step), hidden } })
  const cards = subjectCards(document, today)
  const staying = cards.filter(({ staysWithUs }) => staysWithUs).length
  return {
    missing: missingOf({ ...faultsOf(document), ...othersOf(found) }, to),
    partner: [
      {
        card: 'Title and classification',
        level: 3,
        rows: [
          { key: 'Title', text: document.title ?? '', ...change('title', 'the title') },
          {
            key: 'Classification',
            text: document.classification ?? '',
            ...change('title', 'the classification'),
          },
        ],
      },
      ...itemsOf(document).map((item, index): Card => {
        const name = `Item ${String(index + 1)}`
        return {
          card: name,
          level: 3,
          rows: [
            { key: 'Text', text: item.text ?? '', ...change('text', `the text of ${name}`) },
            { key: 'Grade', text: gradeText(item), ...change('grade', `the grade of ${name}`) },
            ...((item.events ?? []).length === 0
              ? []
              : [
                  {
                    key: 'Where and when',
                    lines: (item.events ?? []).map(eventWords),
                    ...change('text', `where and when of ${name}`),
                  },
                ]),
          ],
        }
      }),
      subjectCard(
        document,
        cards.filter(({ staysWithUs }) => !staysWithUs).map(({ number }) => number),
        today,
        draft.id,
        { text: 'Add or remove', href: to('subjects') },
      ),
      handlingCard(document, change),
    ] satisfies Card[],
    ours: [
      {
        card: 'Only your agency sees',
        level: 3,
        rows: [
          ...subjectRows(
            document,
            cards.filter(({ staysWithUs }) => staysWithUs).map(({ number }) => number),
            today,
            draft.id,
          ),
          {
            key: 'Your own reference',
            text: document.agency_reference ?? 'None',
            ...change('title', 'your own reference'),
          },
          {
            key: 'Discoverable',
            text:
              document.discoverable === false
                ? 'No. Partners who check are told that nothing is held'
                : 'Yes. Partners may learn that you hold something, and whom to ask',
            ...change('handling', 'whether it may be discovered'),
          },
          ...(document.compartment
            ? [
                {
                  key: 'Operation',
                  text:
                    compartments.find(({ id }) => id === document.compartment)?.name ?? 'Another operation',
                  ...change('handling', 'the operation'),
                },
              ]
            : []),
          {
            key: 'Review',
            text: document.review_on ? ukDate(document.review_on) : '',
            ...change('review', 'the review date'),
          },
        ],
      },
    ] satisfies Card[],
    staying,
    guarded: protectedPeople(document, today),
    unnamed: unnamedView(document),
    described: describedView(
      { title: document.title ?? '', items: itemsOf(document) },
      // Who was a child when an earlier version was filed stays back, though no child today.
      found['described'] === undefined ? staying : Math.max(staying, 1),
      whatNext(draft),
    ),
  }
}

/** What is mended on another page. */
function othersOf({ described: _here, ...others }: Errors): Errors {
  return others
}

/** What to do where the text describes somebody who stays back. */
function whatNext(draft: Draft): string {
  if (kindOfDraft(draft) === 'report')
    return 'You can file the report. Do not release it: write a sanitised version and release that'
  return 'Change the text first. Take out what describes them'
}

function missingOf(faults: Errors, to: (step: Step) => string): Missing[] {
  const seen = new Set<string>()
  return Object.entries(faults).flatMap(([path, message]) => {
    const step = stepOfField(path)
    const item = /^items\.(\d+)\./.exec(path)?.[1]
    const subject = /^subjects\.(\d+)\./.exec(path)?.[1]
    const where =
      item !== undefined
        ? `Item ${String(Number(item) + 1)}: `
        : subject !== undefined
          ? `Subject ${String(Number(subject) + 1)}: `
          : ''
    const text = where + message
    if (seen.has(text)) return []
    seen.add(text)
    return [{ text: text || stepWords[step], href: to(step) }]
  })
}

function subjectCard(
  document: DraftDocument,
  numbers: number[],
  today: string,
  draftId: string,
  action: { text: string; href: string },
): Card {
  const rows = subjectRows(document, numbers, today, draftId)
  return {
    card: 'Who and what it names',
    level: 3,
    action,
    rows: rows.length === 0 ? [{ key: 'Nobody and nothing', text: '' }] : rows,
  }
}

function subjectRows(document: DraftDocument, numbers: number[], today: string, draftId: string): Row[] {
  const several = itemsOf(document).length > 1
  return numbers.map((number) => {
    const subject = document.subjects?.[number - 1] ?? {}
    const words = wordsOf(subject)
    const birth = birthOf(subject, today)
    const owner = subject.belongs_to === undefined ? undefined : document.subjects?.[subject.belongs_to - 1]
    return {
      key: labelFrom(codes.subjectKind)(subject.kind),
      change: {
        href: `${draftAddress(draftId, 'subjects')}/${String(number)}?return=check`,
        hidden: writtenOf(subject),
      },
      lines: [
        writtenOf(subject),
        subject.category ? labelFrom(codes.personCategoryShort)(subject.category) : '',
        birth === null ? '' : `Born ${birth.words}`,
        birth?.said ?? '',
        words?.shown && words.shown !== subject.value ? `Understood as ${words.shown}` : '',
        words?.warning ?? '',
        owner === undefined ? '' : `Belongs to ${writtenOf(owner)}`,
        several && subject.item !== undefined ? `In item ${String(subject.item)}` : '',
        subject.note ?? '',
      ].filter((line) => line !== ''),
    }
  })
}

function handlingCard(
  document: DraftDocument,
  change: (step: Step, hidden: string) => { change: { href: string; hidden: string } },
): Card {
  const coded = (list: Readonly<Record<string, string>>, code: string | null | undefined) =>
    code ? `${labelFrom(list)(code)} (${code})` : ''
  const rows: Row[] = [
    {
      key: 'Handling',
      text: coded(codes.handling, document.handling),
      ...change('handling', 'the handling code'),
    },
  ]
  if (document.handling === 'C')
    rows.push(
      { key: 'Conditions', text: document.conditions ?? '', ...change('handling', 'the conditions') },
      {
        key: 'Action',
        text: coded(codes.actionCode, document.action_code),
        ...change('handling', 'the action code'),
      },
      {
        key: 'Sanitising',
        text: coded(codes.sanitisationCode, document.sanitisation_code),
        ...change('handling', 'the sanitisation code'),
      },
    )
  return { card: 'Handling', level: 3, rows }
}
