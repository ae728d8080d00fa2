/** `seamark pack`: makes the packs into a folder, for a body that has them made at night or on the server. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createTemplates } from '../../../design/templates.ts'
import type { Command, CommandHouse, Terminal } from '../../../platform/command-line.ts'
import { readConfig } from '../../../platform/config.ts'
import { openDatabase, type Database } from '../../../platform/database/perform.ts'
import { prepareDatabase } from '../../../platform/database/prepare.ts'
import { ledgerFolder } from '../../../platform/ledger/folder.ts'
import { codesOf } from '../../../wire/codes.ts'
import { may } from '../../../platform/identity/roles.ts'
import { listInspections } from '../inspections/inspection-store.ts'
import { listHeld } from '../meetings/hold-meeting.ts'
import { makePacks, type Maker } from './make-packs.ts'
import { fileName, packMarkings, type PackMarking } from './pack.ts'

export const PACK_USE = `seamark pack --as ADDRESS [--about AGENCY] [--inspection REFERENCE] [--marking MARKING] DIR
  ADDRESS     of an overseer of the body: the packs say what that person may read, and the ledger says who made them
  AGENCY      whom they are about, by its ID; needed where the body holds several to account
  REFERENCE   of the inspection; the one that was published last where nothing is said
  MARKING     ${codesOf(packMarkings).join(' or ')}; the first where nothing is said`

/**
 * Makes the packs, and writes both files of each into the folder.
 * @param house - whose rooms say what is counted
 * @returns the command
 */
export const pack =
  ({ figureTables }: CommandHouse): Command =>
  async (args, terminal) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        about: { type: 'string' },
        inspection: { type: 'string' },
        marking: { type: 'string', default: 'OFFICIAL-SENSITIVE' },
      },
    })
    const [folder, ...more] = positionals
    const marking = codesOf(packMarkings).find((one) => one === values.marking)
    if (folder === undefined || more.length > 0 || values.as === undefined || marking === undefined) {
      terminal.say(PACK_USE)
      return 2
    }
    const config = readConfig(terminal.env, { demo: terminal.env['NODE_ENV'] !== 'production' })
    const prepared = await prepareDatabase(config, { migrate: false })
    const database = openDatabase(prepared.url, 2, () => new Date())
    const templates = createTemplates({
      assetsFolder: path.join(config.root, 'build', 'assets'),
      development: false,
    })
    try {
      return await makeInto(folder, terminal, {
        ...{ database, marking, email: values.as, about: values.about, reference: values.inspection },
        ledger: ledgerFolder(config.dataFolder),
        figureTables: [...figureTables.values()],
        render: (template, view) => templates.render(template, view),
      })
    } finally {
      await database.close()
      await prepared.stop()
    }
  }

/** What a command asks for. */
export type Asked = Pick<Maker, 'render' | 'ledger' | 'figureTables'> & {
  database: Database
  marking: PackMarking
  email: string
  about: string | undefined
  reference: string | undefined
}

/**
 * Makes the packs into a folder.
 * @param folder - where the files go
 * @param terminal - where it is said what was made, or what is missing
 * @param asked - as whom, about whom, how marked
 * @returns 0, or 2 where something else must be typed
 */
export async function makeInto(
  folder: string,
  terminal: Pick<Terminal, 'out' | 'say'>,
  asked: Asked,
): Promise<0 | 2> {
  const { database, marking, render, ledger, figureTables } = asked
  const no = (line: string) => {
    terminal.say(line)
    return 2 as const
  }
  const what = { service: 'operator', operation: 'oversight.pack.make' }
  const person = await database.performAsService(what, ({ tx }) =>
    tx.maybe<{ id: string }>('select id from identity.person where lower(email) = lower($1)', [asked.email]),
  )
  if (!person) return no(`Nobody has an account with the address ${asked.email}.`)
  const perform: Maker['perform'] = (work) =>
    database.performAs(
      { personId: person.id, operation: 'oversight.pack.make', purpose: 'Made by a command on the server' },
      work,
    )
  const { held, inspections, oversees } = await perform(async (scope) => ({
    oversees: may(scope.actor.roles, 'oversees'),
    held: await scope.tx.many<{ id: number; slug: string }>(
      'select a.id, a.slug from identity.agency a where a.id = any ($1::int[]) order by a.slug',
      [(await listHeld(scope)).map(({ id }) => id)],
    ),
    inspections: await listInspections(scope),
  }))
  if (!oversees) return no(`${asked.email} is no overseer. An overseer of the body makes packs.`)
  const about = asked.about === undefined && held.length === 1 ? held[0] : held.find(({ slug }) => slug === asked.about)
  if (!about) return no(`Say whom the packs are about: --about ${held.map(({ slug }) => slug).join(' or ')}`)
  const inspection =
    asked.reference === undefined
      ? inspections.toSorted((one, other) => other.publishedOn.localeCompare(one.publishedOn))[0]
      : inspections.find(({ reference }) => reference.toLowerCase() === asked.reference?.toLowerCase())
  if (!inspection) return no('There is no such inspection. The page "Oversight" lists the references.')
  const made = await makePacks(
    { perform, database, render, ledger, figureTables, byCommand: true },
    { agencyId: about.id, inspectionId: inspection.id, marking },
  )
  await mkdir(folder, { recursive: true })
  for (const { kind, document, html, pdf } of made)
    for (const [form, bytes] of [['html', html], ['pdf', pdf]] as const) {
      const file = path.join(folder, fileName(kind, document, form))
      await writeFile(file, bytes)
      terminal.out(file)
    }
  return 0
} // prettier-ignore
