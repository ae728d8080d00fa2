/** One photograph over a bad network: in chunks, each acknowledged, until all of it is there. */
import { DetailedError, Upload } from 'tus-js-client'
import { forget, remember, rememberedUrl } from './remembered.ts'

/** null: it is there and safe; else the code of what was wrong */
export type Outcome = string | null

export type Watcher = {
  /** how much of the file is there, 0 to 1 */
  progress: (share: number) => void
  /** the network is gone, or has come back */
  paused: (is: boolean) => void
}

// At 400 kbit/s a chunk takes ten seconds, and a round trip costs little beside it.
const CHUNK = 512 * 1024
const RETRIES_MS = [500, 1_000, 3_000, 5_000]
const LATER_MS = 10_000

// The server's refusals, by status: trying again would not help.
const REFUSED: Record<number, string> = { 413: 'many', 404: 'failed', 403: 'failed', 400: 'failed' }

/**
 * Sends a file and waits as long as it takes: while there is no network, it waits for one.
 * @param file - as the person chose it
 * @param endpoint - where uploads begin
 * @param keepsOriginal - the person wants the untouched copy kept
 * @param watcher - is told how far it is, and that it waits for the network
 * @returns what the node said of the file, or why it was refused; null: nothing is wrong with it. It never
 *   rejects
 */
export function sendFile(
  file: File,
  endpoint: string,
  keepsOriginal: boolean,
  watcher: Watcher,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const upload = new Upload(file, {
      endpoint,
      uploadUrl: rememberedUrl(file),
      chunkSize: CHUNK,
      retryDelays: RETRIES_MS,
      storeFingerprintForResuming: false,
      headers: keepsOriginal ? { 'seamark-original': 'yes' } : {},
      onUploadUrlAvailable: () => {
        if (upload.url !== null) remember(file, upload.url)
      },
      onProgress: (sent, total) => {
        watcher.paused(false)
        watcher.progress(total === 0 ? 1 : sent / total)
      },
      onSuccess: ({ lastResponse }) => {
        forget(file)
        resolve(lastResponse.getHeader('seamark-outcome') ?? null)
      },
      onError: (fault) => {
        const status = fault instanceof DetailedError ? (fault.originalResponse?.getStatus() ?? 0) : 0
        const refused = REFUSED[status]
        if (refused !== undefined) {
          forget(file)
          resolve(refused)
          return
        }
        watcher.paused(true)
        void networkOrPatience().then(() => upload.start())
      },
    })
    upload.start()
  })
}

/** Until the browser says that there is a network again, or some seconds have passed: it is often wrong. */
function networkOrPatience(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, LATER_MS)
    window.addEventListener('online', go)
  })
}
