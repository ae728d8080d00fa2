/** Packs: making them with one button, the list, one of them with its files, its proof, and how it compares today. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDateTime } from '../../../design/dates.ts'
import { plural, ukNumber } from '../../../design/words.ts'
import { documentForms, drawAs } from '../../../platform/documents/draw-as.ts'
import { notFound } from '../../../platform/errors.ts'
import { idPath, pathOf, queryOf } from '../../../platform/http/input.ts'
import { pageOf, readCursor, ROWS_OF_A_PAGE, writeCursor } from '../../../platform/http/list-cursor.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { ledgerFolder } from '../../../platform/ledger/folder.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { toHex } from '../../../wire/ledger/base64.ts'
import { listInspections } from '../inspections/inspection-store.ts'
import { listHeld } from '../meetings/hold-meeting.ts'
import { listMeetings } from '../meetings/meeting-store.ts'
import { makePacks, makeSchema, type Maker } from '../packs/make-packs.ts'
import { fileName, packKinds, packMarkings } from '../packs/pack.ts'
import { findPack, listPacks, type ListedPack, type Pack } from '../packs/pack-store.ts'
import { provePack } from '../packs/prove-pack.ts'
import { recomputePack, type Recomputed } from '../packs/recompute-pack.ts'
import { formPages, noPath } from './form.ts'

const access = whoever.oversees
const LIST = '/oversight/packs'
const to = (id: string) => `${LIST}/${id}`
const listQuery = z.object({ cursor: z.string().max(300).optional() })
const filePath = z.object({ id: z.uuid(), form: z.enum(documentForms) })

/**
 * Registers the pages of packs.
 * @param services - what draws them, and the ledger's files
 */
export function packPages(app: FastifyInstance, { database, render, dataFolder, house }: RoomServices): void {
  const ledger = ledgerFolder(dataFolder)
  const figureTables = [...house.figureTables.values()]
  const makerOf = (request: FastifyRequest): Maker => ({
    ...{ database, render, ledger, figureTables },
    perform: (work) => request.perform(work),
  })

  app.get(LIST, { config: { operation: 'oversight.pack.list', access } }, async (request, reply) => {
    const { cursor } = queryOf(request, listQuery)
    const before = readCursor(cursor)
    const { page, makes } = await request.perform(async (scope) => ({
      page: pageOf(await listPacks(scope, before, ROWS_OF_A_PAGE + 1), (one) => writeCursor(one.madeAt, one.id)),
      makes: (await listHeld(scope)).length > 0,
    }))
    return await reply.page('rooms/oversight/pages/packs.njk', {
      title: 'Packs',
      back: { text: 'Back to oversight', href: '/oversight' },
      makes,
      rows: page.rows.map(rowOf),
      firstHref: before === null ? undefined : LIST,
      nextHref: page.cursor === null ? undefined : `${LIST}?cursor=${encodeURIComponent(page.cursor)}`,
    })
  }) // prettier-ignore

  formPages(app, {
    ...{ path: `${LIST}/new`, operation: 'oversight.pack.make', access },
    ...{ pathSchema: noPath, schema: makeSchema },
    view: async (scope) => {
      const held = await listHeld(scope)
      const inspections = await listInspections(scope)
      const last = (await listMeetings(scope, 1))[0]
      return {
        title: 'Make the packs',
        intro: [
          'You get the pack of the next meeting, the progress report, and the public page if it is on. Each is an accessible page and a PDF.',
          'They say what is signed at this moment. Their digests go into the ledger.',
        ],
        fields: [
          { kind: 'radios', options: { name: 'agencyId', label: 'Whom are they about?', items: held.map(({ id, name }) => ({ value: String(id), text: name })) } },
          { kind: 'select', options: { name: 'inspectionId', label: 'About which inspection?', items: inspections.map(({ id, reference, title }) => ({ value: id, text: `${reference}: ${title}`.slice(0, 90) })) } },
          { kind: 'radios', options: { name: 'marking', label: 'How are they marked?', hint: 'The public page bears no marking', items: Object.entries(packMarkings).map(([value, text]) => ({ value, text })), inline: true } },
        ],
        submit: 'Make the packs',
        cancel: LIST,
        values: {
          agencyId: held.length === 1 ? String(held[0]?.id) : last === undefined ? '' : String(last.agencyId),
          inspectionId: last?.inspectionId ?? inspections[0]?.id ?? '',
          marking: 'OFFICIAL-SENSITIVE',
        },
      }
    },
    act: async (request, input) => {
      const made = await makePacks(makerOf(request), input)
      return { to: LIST, said: `Made: ${made.map(({ kind, document }) => nameOf(kind, document.lang)).join(', ')}.` }
    },
  }) // prettier-ignore

  app.get(`${LIST}/:id`, { config: { operation: 'oversight.pack.show', access } }, async (request, reply) => {
    const { id } = pathOf(request, idPath)
    const pack = await request.perform((scope) => findPack(scope, id))
    if (!pack) throw notFound()
    return await reply.page('rooms/oversight/pages/pack.njk', viewOf(pack, null))
  })

  app.get(
    `${LIST}/:id/check`,
    { config: { operation: 'oversight.pack.check', access } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { pack, recomputed } = await recomputePack(makerOf(request), id)
      return await reply.page('rooms/oversight/pages/pack.njk', viewOf(pack, recomputed))
    },
  )

  app.get(
    `${LIST}/:id/file/:form`,
    { config: { operation: 'oversight.pack.take', access } },
    async (request, reply) => {
      const { id, form } = pathOf(request, filePath)
      const pack = await request.perform(async (scope) => {
        const found = await findPack(scope, id)
        if (!found) throw notFound()
        scope.record({ kind: 'consultation', subject: { kind: 'pack', id }, detail: { form } })
        return found
      })
      const { bytes, type } = await drawAs(form, pack.document, render)
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${fileName(pack.kind, pack.document, form)}"`)
        .send(bytes)
    },
  )

  app.get(
    `${LIST}/:id/proof`,
    { config: { operation: 'oversight.pack.prove', access } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const proof = await request.perform((scope) => provePack(scope, ledger, id))
      return reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="pack-${id}.tlog-proof"`)
        .send(proof)
    },
  )
}

const nameOf = (kind: Pack['kind'], lang: string): string =>
  `${packKinds[kind]}${lang === 'cy' ? ' (Welsh)' : ''}`

const rowOf = (one: ListedPack) => [
  { text: nameOf(one.kind, one.lang), href: to(one.id), detail: one.title },
  one.agencyName,
  one.reference,
  { time: one.madeAt },
]

function viewOf(pack: Pack, recomputed: Recomputed | null) {
  const { id, kind, document } = pack
  const fact = (key: string, text: string) => ({ key: { text: key }, value: { text } })
  return {
    title: document.title,
    caption: `${nameOf(kind, document.lang)}, ${pack.reference}`,
    ...(document.marking === null ? {} : { classification: document.marking }),
    back: { text: 'Back to packs', href: LIST },
    id,
    facts: [
      fact('Made', `${ukDateTime(pack.madeAt)}${pack.madeBy === null ? '' : ` by ${pack.madeBy}`}`),
      fact('Marking', document.marking ?? 'None: everybody may read it'),
      fact(
        'State of the ledger',
        pack.checkpointSize === null
          ? 'No checkpoint was signed yet'
          : `${ukNumber(pack.checkpointSize)} events`,
      ),
      fact('SHA-256 of the PDF', toHex(pack.pdfSha256)),
      fact('SHA-256 of the page', toHex(pack.htmlSha256)),
    ],
    erased:
      pack.erasedAt === null
        ? ''
        : `${plural(pack.erased, 'part')} of it ${pack.erased === 1 ? 'is' : 'are'} erased since, the last on ${ukDateTime(pack.erasedAt)}. The files say where.`,
    recomputed: recomputed && {
      answer: answerOf(recomputed),
      facts: [
        fact('Say the same today', plural(recomputed.same, 'part')),
        fact('Say something else today', plural(recomputed.changed, 'part')),
        fact('Would not be in such a pack today', plural(recomputed.left, 'part')),
        fact('Erased since', plural(recomputed.erased, 'part')),
      ],
    },
  }
}

function answerOf({ isWhole, areFilesSame, erased }: Recomputed): string {
  if (isWhole && areFilesSame) return 'Yes. Both files are byte for byte those that were made.'
  if (isWhole)
    return 'Its words are those that were made. This version of the program draws the files with other bytes: only a file that was kept has the digest above.'
  return erased > 0
    ? 'No. Words of it are erased since, so it cannot be made as it was. All the rest is as it was.'
    : 'No. It is not as it was made, and nothing was erased. Tell your operator.'
}
