// What is typed without a signal, on this telephone: under a key that no script can read out, until it is sent or its author
// signs out (src/design/client/sign-out.ts).

/** The database in the browser; signing out deletes it by this name. */
const NAME = 'seamark-encounters'
const STORE = 'kept'

/** Fields of a form, in their order. */
export type Fields = [name: string, value: string][]
type Row = { owner: string; iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

function store<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
    opening.onerror = () => {
      reject(opening.error ?? new Error(NAME))
    }
    opening.onsuccess = () => {
      const database = opening.result
      const asked = work(database.transaction(STORE, mode).objectStore(STORE))
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

async function keyOfTelephone(): Promise<CryptoKey> {
  const known = await store<CryptoKey | undefined>(
    'readonly',
    (one) => one.get('key') as IDBRequest<CryptoKey | undefined>,
  )
  if (known) return known
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  await store('readwrite', (one) => one.put(made, 'key'))
  return made
}

/**
 * Keeps the fields; what was kept before is replaced.
 * @param owner - whose they are
 */
export async function keep(owner: string, fields: Fields): Promise<void> {
  const key = await keyOfTelephone()
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    key,
    new TextEncoder().encode(JSON.stringify(fields)),
  )
  await store('readwrite', (one) => one.put({ owner, iv, data } satisfies Row, 'fields'))
}

/**
 * Reads what is kept. Somebody else's is deleted, and not read.
 * @param owner - who is signed in
 * @returns null where there is nothing, or the browser keeps nothing
 */
export async function readKept(owner: string): Promise<Fields | null> {
  try {
    const row = await store<Row | undefined>(
      'readonly',
      (one) => one.get('fields') as IDBRequest<Row | undefined>,
    )
    if (!row) return null
    if (row.owner !== owner) {
      await forget()
      return null
    }
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: row.iv },
      await keyOfTelephone(),
      row.data,
    )
    return JSON.parse(new TextDecoder().decode(plain)) as Fields
  } catch {
    return null
  }
}

/** Deletes what is kept, and its key. */
export function forget(): Promise<void> {
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
