import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { buildAssets } from './build-assets.ts'

void test('assets are built by many at once in one process, and no half file stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seamark-assets-'))
  try {
    const built = await Promise.all([1, 2, 3].map(() => buildAssets(folder)))
    assert.deepEqual(built[1], built[0])
    assert.deepEqual(built[2], built[0])
    const left = await readdir(folder)
    assert.deepEqual(
      left.filter((name) => name.endsWith('.part')),
      [],
    )
    assert.ok(left.includes('manifest.json'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
