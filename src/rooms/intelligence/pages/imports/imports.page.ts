/** Imports: how the agency's exports went in, and a new one. */
import { may, whoever } from '../../../../platform/identity/roles.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { highest } from '../../../../design/highest-marking.ts'
import { SeamarkError } from '../../../../platform/errors.ts'
import { idPath, pathOf } from '../../../../platform/http/input.ts'
import { looksAgain } from '../../../../platform/http/looks-again.ts'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { personsCompared } from '../../../matches/index.ts'
import { guessMapping, KNOWN_MAPPINGS, knownMappings } from '../../import/guess-mapping.ts'
import { columnsInTurn } from '../../import/workbook/columns-in-turn.ts'
import { wordsOfRefusal } from '../../import/workbook/refusals.ts'
import { listImports, readImport, readUnread, requestImport } from '../../import-upload.ts'
import { countWaiting } from '../evaluate/count-waiting.ts'
import { faultWords, refusalsHead, runRow, runsHead, runView, unreadView } from './imports.view.ts'
import { isExportName, takeUploads, type Upload } from './upload.ts'

const folder = 'rooms/intelligence/pages/imports'

/**
 * Registers the pages.
 * @param services - `machine`: whose jobs find the files that are uploaded here
 */
export async function importPages(app: FastifyInstance, services: RoomServices): Promise<void> {
  await takeUploads(app, services)
  const { machine } = services

  app.get(
    '/imports',
    { config: { operation: 'intelligence.import.list', access: whoever.followsImports } },
    async (request, reply) => {
      const runs = await request.perform(listImports)
      return await reply.page(`${folder}/imports.njk`, {
        title: 'Imports',
        // A file's name is the agency's own and may say something.
        classification: highest(runs.length > 0 ? [{ classification: 'OFFICIAL-SENSITIVE' }] : []),
        head: runsHead,
        rows: runs.map(runRow),
        mayUpload: mayUpload(request),
      })
    },
  )

  app.get(
    '/imports/new',
    { config: { operation: 'intelligence.import.show-new', access: whoever.uploadsExports } },
    async (request, reply) => showForm(request, reply, {}),
  )

  app.post(
    '/imports/new',
    { config: { operation: 'intelligence.import.request', access: whoever.uploadsExports } },
    async (request, reply) => {
      const { upload } = request
      const agency = request.signedIn?.agencySlug ?? ''
      const fault = await faultOf(upload, agency, request.signedIn?.personId ?? '')
      if (upload === null || fault !== null)
        return await showForm(request, reply, { file: fault ?? 'Choose a file' })
      // Whoever went away meanwhile has not sent it; its file is gone.
      if (reply.raw.destroyed) return reply
      upload.awaited = true
      await request
        .perform((scope) => requestImport(scope, { ...upload, agency, machine }))
        .catch((thrown: unknown) => {
          upload.awaited = false
          throw thrown
        })
      return reply.redirect(`/imports/${upload.id}`, 303)
    },
  )

  app.get(
    '/imports/:id',
    { config: { operation: 'intelligence.import.show', access: whoever.followsImports } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { run, compared, unread, toGrade } = await request.perform(async (scope) => ({
        run: await readImport(scope, id),
        compared: await personsCompared(scope, id),
        unread: await readUnread(scope, id),
        toGrade: await countWaiting(scope),
      }))
      return await reply.page(`${folder}/import.njk`, {
        title: `Import of ${run.fileName}`,
        classification: 'OFFICIAL-SENSITIVE',
        back: { text: 'Back to imports', href: '/imports' },
        run,
        ...runView(run, compared, looksAgain(request)),
        head: refusalsHead,
        ...unreadView(run, unread),
        toGrade: mayUpload(request) ? toGrade : 0,
      })
    },
  )
}

function mayUpload(request: FastifyRequest): boolean {
  return may(request.signedIn?.roles, 'uploadsExports')
}

/** What is wrong with a file is said at once, where it can be told from its name and its beginning. */
async function faultOf(upload: Upload | null, agency: string, personId: string): Promise<string | null> {
  if (upload === null || upload.fileName === '') return 'Choose a file'
  if (!isExportName(upload.fileName)) return 'Choose a file that ends in .csv, .xlsx, .jsonl or .txt'
  if (upload.refused !== null) return upload.refused
  if (upload.size === 0) return 'This file is empty'
  try {
    const mapping = await guessMapping(upload.file, KNOWN_MAPPINGS, (file) =>
      columnsInTurn(file, [agency, personId]),
    )
    if (mapping === null) return faultWords('mapping-unknown')
    return mapping.agency === agency ? null : faultWords('of-another-agency')
  } catch (fault) {
    const isOfFile =
      fault instanceof SeamarkError &&
      (wordsOfRefusal(fault.code) !== null || fault.code === 'workbooks-wait')
    if (isOfFile) return fault.message
    throw fault
  }
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const own = (await knownMappings()).filter(({ agency }) => agency === request.signedIn?.agencySlug)
  return await reply.page(`${folder}/new.njk`, {
    title: 'Import an export',
    back: { text: 'Back to imports', href: '/imports' },
    mappings: own.map(({ name, files }) => `${name} (${files})`),
    errors,
  })
}
