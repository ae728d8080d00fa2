/** What the public page is written from, and how its parts read. */
import { z } from 'zod'
import type { Database } from '../../../platform/database/perform.ts'
import { responseClock } from '../clocks.ts'
import type { Letter } from '../response/letter.ts'
import { standingOf, type Duty } from '../standing.ts'
import { publicDate, type PublicWords } from './words.ts'

const day = z.iso.date()
const accountSchema = z.object({
  body: z.string(),
  agency: z.string(),
  title: z.string(),
  publisher: z.string(),
  publishedOn: day,
  invented: z.boolean(),
  today: day,
  recommendations: z.array(
    z.object({
      number: z.number(),
      text: z.string().nullable(),
      dueOn: day.nullable(),
      stage: z.enum(['awaiting-review', 'being-progressed', 'complete-proposed']),
      signedAt: z.string().nullable(),
      outcome: z.enum(['complete', 'more-needed']).nullable(),
      endedOn: day.nullable(),
    }),
  ),
  response: z
    .object({ id: z.string(), signedAt: z.string(), publishedAt: z.string(), facts: z.unknown() })
    .nullable(),
  promises: z.array(
    z.object({ id: z.guid(), text: z.string(), byPost: z.string(), dueOn: day, keptOn: day.nullable() }),
  ),
  minutes: z.array(z.object({ id: z.guid(), onDay: day, minutes: z.string() })),
})

/** A page that a body has switched on. */
export type PublicAccount = z.output<typeof accountSchema>

/**
 * Reads a page.
 * @param database - asked as the public, of whom nothing is known
 * @param body - ID of the body, as `sussex-pcc`
 * @param reference - of the inspection
 * @returns null where there is none, or it is switched off
 */
export async function readAccount(
  database: Database,
  body: string,
  reference: string,
): Promise<PublicAccount | null> {
  const found = await database.performAsPublic({ operation: 'oversight.public.show' }, ({ tx }) =>
    tx.maybe<{ page: unknown }>('select oversight.public_page_of($1, $2) as page', [body, reference]),
  )
  return found?.page ? accountSchema.parse(found.page) : null
}

/**
 * Lists the pages that are switched on.
 * @param database - asked as the public
 * @returns by body
 */
export const listAccounts = (database: Database) =>
  database.performAsPublic({ operation: 'oversight.public.list' }, ({ tx }) =>
    tx.many<{ body: string; body_name: string; agency_name: string; title: string; reference: string }>(
      'select * from oversight.public_pages()',
    ),
  )

/**
 * Writes the page in a language.
 * @param account - what is published
 * @param t - the words of the language
 * @returns what the template prints
 */
export function accountView(account: PublicAccount, t: PublicWords) {
  const date = (value: string) => publicDate(value, t.code)
  const duties = account.recommendations.map((one) => ({
    ...one,
    standing: standingOf(asDuty(one), account.today),
  }))
  return {
    title: t.title(account.body),
    intro: t.intro(account.agency, account.body),
    about: account.title,
    report: t.report(account.publisher, date(account.publishedOn)),
    invented: account.invented ? t.invented : '',
    late: t.late(duties.filter(({ standing }) => standing === 'late').length),
    rows: duties
      .filter(({ standing }) => standing !== 'ended')
      .map((one) => ({
        number: one.number,
        text: one.text ?? t.notEntered,
        due: one.dueOn === null ? t.notEntered : date(one.dueOn),
        standing: t.standing[one.standing],
      })),
    response: account.response && { words: t.readResponse(date(account.response.signedAt)) },
    noResponse: t.noResponse(date(responseClock.lastDay(account.publishedOn))),
    promises: account.promises.map((one) => ({
      id: one.id,
      text: one.text,
      detail: t.promise(one.byPost, date(one.dueOn), one.keptOn && date(one.keptOn)),
    })),
    minutes: account.minutes.map((one) => ({ id: one.id, day: date(one.onDay), text: one.minutes })),
    counted: t.counted(date(account.today)),
  }
}

/**
 * The letter as it was signed; it is ours, written by `letterOf`.
 * @param account - of the page
 * @returns null where none is published
 */
export const letterOfAccount = (account: PublicAccount): Letter | null =>
  (account.response?.facts ?? null) as Letter | null

function asDuty(one: PublicAccount['recommendations'][number]): Duty {
  return {
    ...{ id: '', inspectionId: '', recommendationId: '', agencyId: 0, agencyName: '', areaId: null },
    ...{
      ownerPost: null,
      endedBecause: null,
      version: 1,
      statement: null,
      decidedAt: null,
      nextActionOn: null,
    },
    ...one,
    signedAt: one.signedAt === null ? null : new Date(one.signedAt),
  }
}
