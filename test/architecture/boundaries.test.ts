/** The boundaries of CONTRIBUTING.md hold, and the tool that says so would notice if they did not. */
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
  modules: { source: string; dependencies: { resolved: string }[] }[]
}

async function cruise(folder: string): Promise<Found> {
  const program = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src']
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })
  return JSON.parse(stdout) as Found
}

/** One file that breaks one rule: where it stands, and what it imports. */
const planted = [
  { rule: 'wire-imports-nothing', file: 'src/wire/planted.ts', imports: '../platform/errors.ts' },
  { rule: 'wire-imports-nothing', file: 'src/wire/planted-builtin.ts', imports: 'node:fs' },
  { rule: 'wire-imports-nothing', file: 'src/wire/ledger/planted.ts', imports: 'node:crypto' },
  { rule: 'the-verifier-stands-alone', file: 'src/verifier/planted.ts', imports: '../platform/errors.ts' },
  { rule: 'the-verifier-stands-alone', file: 'src/verifier/planted-package.ts', imports: 'zod' },
  {
    rule: 'a-witness-needs-no-node',
    file: 'src/witness/planted.ts',
    imports: '../platform/database/perform.ts',
  },
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
    imports: '../../sealed-index/store-sealed-records.ts',
  },
  {
    rule: 'helpers-of-tests-stay-in-tests',
    file: 'src/rooms/home/planted-helper.ts',
    imports: '../intelligence/reports.test-support.ts',
  },
  {
    rule: 'sharing-and-search-know-no-kind',
    file: 'src/rooms/sharing/planted.ts',
    imports: '../matches/index.ts',
  },
  {
    rule: 'sharing-and-search-know-no-kind',
    file: 'src/rooms/search/planted.ts',
    imports: '../sharing/index.ts',
  },
  { rule: 'libraries-are-pure', file: 'src/library/names/planted.ts', imports: '../../platform/errors.ts' },
  {
    rule: 'libraries-are-pure',
    file: 'src/library/sealing/planted-room.ts',
    imports: '../../rooms/matches/index.ts',
  },
  {
    rule: 'a-library-has-doors',
    file: 'src/rooms/intelligence/planted-within.ts',
    imports: '../../library/identifiers/understand.ts',
  },
  {
    rule: 'a-library-has-doors',
    file: 'src/cli/planted-within.ts',
    imports: '../library/linkage/mapping.ts',
  },
  {
    rule: 'a-library-has-doors',
    file: 'src/library/linkage/planted.ts',
    imports: '../names/marks.ts',
  },
  {
    rule: 'platform-knows-no-room',
    file: 'src/platform/planted-library.ts',
    imports: '../library/names/index.ts',
  },
  { rule: 'rooms-stand-on-the-platform', file: 'src/rooms/people/planted.ts', imports: '../../main.ts' },
  { rule: 'tools-stay-out-of-the-program', file: 'src/platform/planted-tool.ts', imports: 'fast-check' },
  {
    rule: 'islands-import-wire',
    file: 'src/islands/map/planted.ts',
    imports: '../../platform/errors.ts',
  },
  {
    rule: 'cli-uses-doors',
    file: 'src/cli/planted.ts',
    imports: '../rooms/intelligence/report-store.ts',
  },
  {
    rule: 'other-bodies-run-it',
    file: 'src/rooms/matches/planted.ts',
    imports: '../../keyholder/index.ts',
  },
  {
    rule: 'other-bodies-run-it',
    file: 'src/platform/planted-agency.ts',
    imports: '../agency-client/index.ts',
  },
  { rule: 'a-program-has-one-door', file: 'src/cli/planted-program.ts', imports: '../keyholder/folder.ts' },
  {
    rule: 'a-program-has-one-door',
    file: 'src/agency-client/planted.ts',
    imports: '../holder-client/ask-holder.ts',
  },
  {
    rule: 'a-key-holder-stands-alone',
    file: 'src/keyholder/planted.ts',
    imports: '../platform/database/scope.ts',
  },
  {
    rule: 'an-agency-needs-no-node',
    file: 'src/agency-client/planted-room.ts',
    imports: '../rooms/matches/index.ts',
  },
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
    const { violations, totalCruised } = (await cruise(root)).summary
    assert.deepEqual(
      violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
      [],
    )
    assert.ok(totalCruised > 200, 'the tool has read the program')
  })

  void test('between rooms arrows point one way, whatever is imported', async () => {
    const { modules } = await cruise(root)
    const roomOf = (file: string) => /^src\/rooms\/([^/]+)\//.exec(file)?.[1]
    const imports = new Map<string, Set<string>>()
    for (const { source, dependencies } of modules) {
      const from = roomOf(source)
      // What a room hands to the tests that walk the program is no part of it.
      if (from === undefined || /\.(test(-support)?|fixtures)\.ts$|\/fixtures\//.test(source)) continue
      for (const { resolved } of dependencies) {
        const to = roomOf(resolved)
        if (to !== undefined && to !== from) imports.set(from, (imports.get(from) ?? new Set()).add(to))
      }
    }
    assert.ok((imports.get('intelligence')?.size ?? 0) > 0, 'rooms import each other’s doors')
    const reach = (from: string, seen = new Set<string>()): Set<string> => {
      for (const to of imports.get(from) ?? []) if (!seen.has(to)) reach(to, seen.add(to))
      return seen
    }
    assert.deepEqual(
      [...imports.keys()].filter((room) => reach(room).has(room)),
      [],
    )
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
    await plantCircleOfTypes(copy)
    const { violations } = (await cruise(copy)).summary
    const found = new Set(violations.map(({ rule, from }) => `${rule.name} ${from}`))
    for (const { rule, file } of planted) assert.ok(found.has(`${rule} ${file}`), `${rule} in ${file}`)
    assert.ok(found.has('no-cycles src/wire/one.ts'))
    assert.ok(found.has('rooms-in-one-direction src/rooms/aa/index.ts'), 'two rooms, by types only')
  })
})

/** Two rooms that know each other by their doors and by types only. */
async function plantCircleOfTypes(copy: string): Promise<void> {
  for (const [room, other] of [
    ['aa', 'bb'],
    ['bb', 'aa'],
  ] as const) {
    await mkdir(path.join(copy, 'src/rooms', room), { recursive: true })
    await writeFile(
      path.join(copy, 'src/rooms', room, 'index.ts'),
      `import type { Of_${other} } from '../${other}/index.ts'\nexport type Of_${room} = Of_${other} | 1\n`,
    )
  }
}
