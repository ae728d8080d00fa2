/** The public page as a document. It says what the page says, in its language, and nothing more. Pure. */
import type { Block } from '../../../platform/documents/document.ts'
import { accountView, type PublicAccount } from '../public/account.ts'
import type { PublicWords } from '../public/words.ts'
import { heading } from './pack.ts'

/**
 * Writes the page as a document.
 * @param account - what is published
 * @param t - the words of the language
 * @returns title and blocks
 */
export function publicDocument(account: PublicAccount, t: PublicWords): { title: string; blocks: Block[] } {
  const page = accountView(account, t)
  return {
    title: page.title,
    blocks: [
      { kind: 'paragraph', text: page.intro },
      heading(1, page.about),
      { kind: 'paragraph', text: page.report },
      { kind: 'paragraph', text: page.late, strong: true },
      {
        kind: 'table',
        caption: t.recommendations,
        columns: [t.recommendation, t.says, t.due, t.stands],
        rows: page.rows.map((row) => ({ cells: [String(row.number), row.text, row.due, row.standing] })),
      },
      heading(1, t.response),
      { kind: 'paragraph', text: page.response?.words ?? page.noResponse },
      ...(page.promises.length === 0
        ? []
        : [
            heading(1, t.promises),
            {
              kind: 'list' as const,
              items: page.promises.map(({ id, text, detail }) => ({
                text: `${text}. ${detail}`,
                source: id,
              })),
            },
          ]),
      ...(page.minutes.length === 0 ? [] : [heading(1, t.minutes)]),
      ...page.minutes.flatMap(({ id, day, text }): Block[] => [
        heading(2, day),
        { kind: 'paragraph', text, source: id },
      ]),
      { kind: 'paragraph', text: page.counted },
    ],
  }
}
