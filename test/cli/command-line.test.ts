/** The command line as a person and as a program meet it: streams, exit status, words. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { generateExercise } from '../../exercise/generate.ts'
import { ROOT, testDatabase, type TestDatabase } from '../support/database.ts'

type Answer = { status: number | null; out: string; err: string }

void describe('seamark', () => {
  let t: TestDatabase
  let folder = ''

  before(async () => {
    t = await testDatabase()
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-cli-'))
    await generateExercise(folder, { seed: 3, reports: 60 })
  })
  after(async () => {
    await t.close()
    await rm(folder, { recursive: true })
  })

  async function seamark(...args: string[]): Promise<Answer> {
    const child = spawn(process.execPath, [path.join(ROOT, 'src/cli/main.ts'), ...args], {
      cwd: folder,
      env: {
        ...process.env,
        DATA_DIR: path.join(folder, 'data'),
        DATABASE_URL: t.url,
        MIGRATION_DATABASE_URL: t.adminUrl,
        NODE_OPTIONS: '--disable-warning=ExperimentalWarning --disable-warning=DeprecationWarning',
      },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (text: Buffer) => (out += text.toString()))
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
    return { status, out, err }
  }

  void test('help is data: it goes to standard output', async () => {
    for (const args of [['help'], ['--help'], []]) {
      const { status, out, err } = await seamark(...args)
      assert.deepEqual([status, err], [0, ''])
      assert.match(out, /seamark COMMAND/)
    }
  })

  void test('wrong use ends with 2, with words on standard error and nothing on standard output', async () => {
    await writeFile(path.join(folder, 'odd.csv'), 'a,b\n1,2\n')
    const wrong = [
      ['nonsense'],
      ['toString'],
      ['import'],
      ['import', '--agency', 'nca', 'not-there.csv'],
      ['import', '--agency', 'nca', '--unknown', 'nca.jsonl'],
      ['import', '--agency', 'nca', 'odd.csv'],
      ['import', '--agency', 'nca', 'sussex-police.csv'],
      ['token'],
      ['token', '--as', 'nobody@nowhere.example'],
    ]
    for (const args of wrong) {
      const { status, out, err } = await seamark(...args)
      assert.deepEqual([status, out], [2, ''], args.join(' '))
      assert.ok(err.trim().length > 10 && !err.includes('    at '), args.join(' '))
    }
  })

  void test('a workbook that is refused ends with 1, with what to do', async () => {
    await writeFile(path.join(folder, 'bad.xlsx'), 'PK\u0003\u0004 no workbook')
    const { status, out, err } = await seamark('import', '--agency', 'kent-police', 'bad.xlsx')
    assert.deepEqual([status, out], [1, ''])
    assert.match(err, /This workbook cannot be read.* save it anew as \.xlsx/)
  })

  void test('imports a file, twice, and says what it did to people and to programs', async () => {
    const first = await seamark('import', '--agency', 'sussex-police', '--json', 'sussex-police.csv')
    assert.equal(first.status, 0, first.err)
    const counts = JSON.parse(first.out) as { read: number; kept: number; already: number; refused: number }
    assert.equal(counts.read, counts.kept + counts.refused)
    assert.match(first.err, /reports read: \d+ kept/)
    const second = await seamark('import', '--agency', 'sussex-police', '--json', 'sussex-police.csv')
    const again = JSON.parse(second.out) as typeof counts
    assert.deepEqual([again.kept, again.already], [0, counts.kept])
    const tried = await seamark('import', '--agency', 'nca', '--dry-run', 'nca.jsonl')
    assert.match(tried.err, /would be kept, 0 were there already/)
  })

  void test('hands out a token of the demo', async () => {
    const { status, out } = await seamark('token', '--as', 'Analyst@NCA.example')
    assert.equal(status, 0)
    assert.match(out, /^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  })

  void test('says that the schema is up to date', async () => {
    const { status, out, err } = await seamark('migrate')
    assert.deepEqual([status, out], [0, ''], err)
    assert.match(err, /up to date/)
  })
})
