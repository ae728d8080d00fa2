/** Where resumable uploads are kept: in a browser's draft, each piece encrypted before it is written. */
import { DataStore, ERRORS, Upload } from '@tus/server'
import { SeamarkError } from '../../../platform/errors.ts'
import type { PublicServices } from '../arrival/services.ts'
import { expectPhotograph, listPhotographs, removePhotograph, type Photograph } from './draft-photographs.ts'
import { writePieces } from './pieces.ts'

/** The protocol's errors are objects with a status; ours are put into its words. */
function inTheirWords(fault: unknown): unknown {
  if (!(fault instanceof SeamarkError)) return fault
  if (fault.kind === 'not-found') return ERRORS.FILE_NOT_FOUND
  return { status_code: fault.status, body: `${fault.code}\n` }
}

async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (fault) {
    throw inTheirWords(fault)
  }
}

/**
 * Finds one photograph of this browser.
 * @param cookie - of the draft
 * @param id - of the upload, which is the photograph's
 * @returns the photograph
 * @throws the protocol's 404
 */
export async function photographOf(
  services: PublicServices,
  cookie: string,
  id: string,
): Promise<Photograph> {
  const found = (await translated(listPhotographs(services, cookie))).find((one) => one.id === id)
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- what the protocol's server expects
  if (!found) throw ERRORS.FILE_NOT_FOUND
  return found
}

/**
 * Makes the store of one browser.
 * @param cookie - the public cookie's value; uploads of another browser do not exist here
 * @param keepsOriginal - the person's choice for uploads that are created now
 * @returns what the protocol's server reads and writes
 */
export function resumableStore(services: PublicServices, cookie: string, keepsOriginal: boolean): DataStore {
  const store = new DataStore()
  store.extensions = ['creation', 'termination']
  return Object.assign(store, {
    create: async (upload: Upload) => {
      await translated(
        expectPhotograph(services, cookie, { id: upload.id, size: upload.size ?? null, keepsOriginal }),
      )
      return upload
    },
    getUpload: async (id: string) => {
      const { arrived, size } = await photographOf(services, cookie, id)
      return new Upload({ id, offset: arrived, ...(size === null ? {} : { size }) })
    },
    write: (stream: AsyncIterable<Uint8Array>, id: string, offset: number) =>
      translated(
        writePieces(
          { database: services.database, cookie, file: id, network: services.network },
          'arrived',
          offset,
          stream,
        ),
      ),
    remove: (id: string) => translated(removePhotograph(services, cookie, id)),
  })
}
