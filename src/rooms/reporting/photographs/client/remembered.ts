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

export const rememberedUrl = (file: File): string | null => all()[markOf(file)] ?? null

export function remember(file: File, url: string): void {
  write({ ...all(), [markOf(file)]: url })
}

export function forget(file: File): void {
  const { [markOf(file)]: _gone, ...others } = all()
  write(others)
}
