/** One line that says how far an import is. */
import type { ImportProgress } from '../rooms/intelligence/index.ts'

const WIDTH = 24

/**
 * Writes the line.
 * @param progress - counts so far, and bytes of the file
 * @param seconds - since the import began
 * @returns one line, without a line break
 */
export function progressBar(progress: ImportProgress, seconds: number): string {
  const { read, kept, already, refused, bytes, totalBytes } = progress
  const part = totalBytes === 0 ? 0 : Math.min(1, bytes / totalBytes)
  const filled = Math.round(part * WIDTH)
  const bar =
    bytes === 0
      ? ''
      : `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${String(Math.floor(part * 100))} %  `
  const speed = seconds > 0.5 ? `, ${String(Math.round(read / seconds))} a second` : ''
  return `${bar}${String(read)} read, ${String(kept)} kept, ${String(already)} there already, ${String(refused)} refused${speed}`
}
