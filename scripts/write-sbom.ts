// `npm run sbom [-- FILE]`: the bill of materials, into build/seamark.cdx.json unless a file is named.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Lockfile } from './notice.ts'
import { sbomOf } from './sbom.ts'

const root = path.dirname(import.meta.dirname)
const read = async (file: string) => JSON.parse(await readFile(path.join(root, file), 'utf8')) as unknown
const lockfile = (await read('package-lock.json')) as Lockfile
const { version } = (await read('package.json')) as { version: string }
const file = path.resolve(process.argv[2] ?? path.join(root, 'build', 'seamark.cdx.json'))
await mkdir(path.dirname(file), { recursive: true })
await writeFile(file, `${JSON.stringify(sbomOf(lockfile, version), null, 2)}\n`)
process.stdout.write(`${file}\n`)
