/** The boundaries of DESIGN.md hold, and the tool that says so would notice if they did not. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'

const root = path.dirname(path.dirname(import.meta.dirname))
const run = promisify(execFile)

type Found = {
  summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number }
}

async function cruise(folder: string): Promise<Found['summary']> {
  const program = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src']
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })
  return (JSON.parse(stdout) as Found).summary
}

/** One file that breaks one rule: where it stands, and what it imports. */
const planted = [
  { rule: 'wire-imports-nothing', file: 'src/wire/planted.ts', imports: '../platform/errors.ts' },
  { rule: 'wire-imports-nothing', file: 'src/wire/planted-builtin.ts', imports: 'node:fs' },
  { rule: 'platform-knows-no-room', file: 'src/platform/planted.ts', imports: '../rooms/home/index.ts' },
  { rule: 'platform-knows-no-room', file: 'src/platform/planted-design.ts', imports: '../design/words.ts' },
  { rule: 'design-knows-no-room', file: 'src/design/planted.ts', imports: '../platform/errors.ts' },
  {
    rule: 'a-room-has-one-door',
    file: 'src/rooms/home/planted.ts',
    imports: '../intelligence/report-store.ts',
  },
  {
    rule: 'a-room-has-one-door',
    file: 'src/rooms/intelligence/pages/planted.ts',
    imports: '../../deconfliction/identifiers/normalise.ts',
  },
  { rule: 'rooms-stand-on-the-platform', file: 'src/rooms/people/planted.ts', imports: '../../main.ts' },
  { rule: 'tools-stay-out-of-the-program', file: 'src/platform/planted-tool.ts', imports: 'fast-check' },
  { rule: 'nothing-is-missing', file: 'src/platform/planted-missing.ts', imports: './not-there.ts' },
]

void describe('boundaries', () => {
  let copy = ''
  before(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'seamark-boundaries-'))
    for (const name of ['src', 'exercise', '.dependency-cruiser.cjs', 'package.json', 'tsconfig.json'])
      await cp(path.join(root, name), path.join(copy, name), { recursive: true })
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir')
  })
  after(() => rm(copy, { recursive: true }))

  void test('hold', async () => {
    const { violations, totalCruised } = await cruise(root)
    assert.deepEqual(
      violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
      [],
    )
    assert.ok(totalCruised > 200, 'the tool has read the program')
  })

  void test('are noticed when they do not, each of them', async () => {
    for (const { file, imports } of planted) {
      await mkdir(path.dirname(path.join(copy, file)), { recursive: true })
      await writeFile(
        path.join(copy, file),
        `import * as planted from '${imports}'\nexport const one = planted\n`,
      )
    }
    await writeFile(
      path.join(copy, 'src/wire/one.ts'),
      `import { two } from './two.ts'\nexport const one: unknown = () => two\n`,
    )
    await writeFile(
      path.join(copy, 'src/wire/two.ts'),
      `import { one } from './one.ts'\nexport const two: unknown = () => one\n`,
    )
    const { violations } = await cruise(copy)
    const found = new Set(violations.map(({ rule, from }) => `${rule.name} ${from}`))
    for (const { rule, file } of planted) assert.ok(found.has(`${rule} ${file}`), `${rule} in ${file}`)
    assert.ok(found.has('no-cycles src/wire/one.ts'))
  })
})
