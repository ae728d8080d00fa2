/**
 * Which upload a chosen file belongs to, until the tab is closed: when the page was reloaded, the same file
 * goes on where it was. No name and nothing of its content is kept, and nothing outlives the tab.
 */
const KEY = 'seamark-uploads'

const markOf = (file: File) => `${String(file.size)}-${String(file.lastModified)}`

function all(): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}

function write(uploads: Record<string, string>): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(uploads))
  } catch {
    // Private windows may refuse; then a reloaded page begins the file anew.
  }
}

/**
 * Finds the upload of a file that was chosen before in this tab.
 * @param file - as the person chose it
 * @returns address of the upload; null when there is none
 */
export const rememberedUrl = (file: File): string | null => all()[markOf(file)] ?? null

/**
 * Notes the upload of a file, until the tab is closed.
 * @param file - as the person chose it
 * @param url - address of the upload
 */
export function remember(file: File, url: string): void {
  write({ ...all(), [markOf(file)]: url })
}

/**
 * Forgets the upload of a file.
 * @param file - as the person chose it
 */
export function forget(file: File): void {
  const { [markOf(file)]: _gone, ...others } = all()
  write(others)
}
