/** The walk of docs/api.md, as it stands there. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { testNode } from '../support/node.ts'
import { skipWithout } from './find-program.ts'
import { readCommands, runCommands } from './read-commands.ts'

const PAGE = 'docs/api.md'

void test('the walk through the API does what the page says', { skip: skipWithout('bash', 'curl') }, async () => {
  const node = await testNode()
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-walk-'))
  try {
    const blocks = await readCommands(PAGE)
    assert.ok(blocks.length >= 8)
    await runCommands(PAGE, blocks, {
      folder,
      env: {
        SEAMARK: `${node.base}/api/v1`,
        TOKEN: await node.token('intelligence-officer@sussex-police.example'),
        PARTNER: await node.token('intelligence-officer@kent-police.example'),
      },
    })
    const [event] = await node.admin<{ purpose: string }>(
      `select purpose from ledger.event where operation = 'intelligence.report.file'`,
    )
    assert.equal(event?.purpose, 'Preventing crime')
  } finally {
    await node.close()
    await rm(folder, { recursive: true, force: true })
  }
}) // prettier-ignore
