// A copy of an unsent report on this telephone: only when the person asks for it, and until it is sent.

/** Forms in the order in which they were sent: where to, and their fields as a form encodes them. */
export type Kept = { steps: [path: string, fields: string][] }

const NAME = 'kept'
const ONE = 'one'

function store<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(NAME)
    opening.onerror = () => {
      reject(opening.error ?? new Error(NAME))
    }
    opening.onsuccess = () => {
      const database = opening.result
      const asked = work(database.transaction(NAME, mode).objectStore(NAME))
      asked.onsuccess = () => {
        resolve(asked.result)
        database.close()
      }
      asked.onerror = () => {
        reject(asked.error ?? new Error(NAME))
        database.close()
      }
    }
  })
}

/**
 * Reads what is kept.
 * @returns undefined when nothing is, or the browser keeps nothing
 */
export async function readKept(): Promise<Kept | undefined> {
  return await store<Kept | undefined>(
    'readonly',
    (one) => one.get(ONE) as IDBRequest<Kept | undefined>,
  ).catch(() => undefined)
}

/** Begins to keep a copy; one that is there stays. */
export async function beginKeeping(): Promise<void> {
  const kept = await readKept()
  if (!kept) await store('readwrite', (one) => one.put({ steps: [] } satisfies Kept, ONE))
}

/**
 * Adds a form, if the person has asked for a copy. A step that is answered again takes its own place.
 * @param path - where the form is sent
 * @param fields - as the form encodes them
 */
export async function keepStep(path: string, fields: string): Promise<void> {
  const kept = await readKept()
  if (!kept) return
  const others = kept.steps.filter(([one]) => one !== path)
  await store('readwrite', (one) => one.put({ steps: [...others, [path, fields]] } satisfies Kept, ONE))
}

/** Deletes the copy. */
export function forgetKept(): Promise<void> {
  return new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(NAME)
    deleting.onsuccess =
      deleting.onerror =
      deleting.onblocked =
        () => {
          resolve()
        }
  })
}
