// `npm run notice`: writes NOTICE anew from the lockfile.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { noticeOf, type Lockfile } from './notice.ts'

const root = path.dirname(import.meta.dirname)
const lockfile = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as Lockfile
await writeFile(path.join(root, 'NOTICE'), noticeOf(lockfile))
