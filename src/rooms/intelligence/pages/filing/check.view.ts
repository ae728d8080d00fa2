/** Check answers: what a partner would read, and what stays with us. */
import { labelFrom } from '../../../../design/words.ts'
import { ukDate } from '../../../../design/dates.ts'
import * as codes from '../../../../wire/codes.ts'
import type { Draft, DraftDocument } from '../../drafts.ts'
import { gradeText, writtenOf } from './document-lines.ts'
import { wordsOf } from './offers.ts'
import { draftAddress, faultsOf, stepOfField, stepWords, type Errors, type Step } from './steps.ts'
import { birthOf, subjectCards } from './subjects.view.ts'
import { itemsOf } from './text.form.ts'

type Row = { key: string; text?: string; lines?: string[]; change?: { href: string; hidden: string } }
type Card = { card: string; level: 3; action?: { text: string; href: string }; rows: Row[] }

/** One thing that is missing or wrong, with the page where it is put right. */
export type Missing = { text: string; href: string }

/**
 * The check page of a draft.
 * @param today YYYY-MM-DD, for who is a child
 * @param found what submitting it found wrong, beyond what the draft itself shows
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
  return {
    missing: missingOf({ ...faultsOf(document), ...found }, to),
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
          ],
        }
      }),
      subjectCard(
        document,
        cards.filter(({ staysWithUs }) => !staysWithUs).map(({ number }) => number),
        today,
        { text: 'Change', href: to('subjects') },
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
          ).map((row) => ({ ...row, ...change('subjects', row.key) })),
          {
            key: 'Your own reference',
            text: document.agency_reference ?? 'None',
            ...change('title', 'your own reference'),
          },
          {
            key: 'Discoverable',
            text:
              document.discoverable === false
                ? 'No. It stays silent: partners are told there is nothing'
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
    staying: cards.filter(({ staysWithUs }) => staysWithUs).length,
  }
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
  action: { text: string; href: string },
): Card {
  const rows = subjectRows(document, numbers, today)
  return {
    card: 'Who and what it names',
    level: 3,
    action,
    rows: rows.length === 0 ? [{ key: 'Nobody and nothing', text: '' }] : rows,
  }
}

function subjectRows(document: DraftDocument, numbers: number[], today: string): Row[] {
  const several = itemsOf(document).length > 1
  return numbers.map((number) => {
    const subject = document.subjects?.[number - 1] ?? {}
    const words = wordsOf(subject)
    const birth = birthOf(subject, today)
    const owner = subject.belongs_to === undefined ? undefined : document.subjects?.[subject.belongs_to - 1]
    return {
      key: labelFrom(codes.subjectKind)(subject.kind),
      lines: [
        writtenOf(subject),
        subject.category ? labelFrom(codes.personCategory)(subject.category) : '',
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
