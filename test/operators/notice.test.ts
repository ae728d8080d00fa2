/** NOTICE and the bill of materials name what is installed for production. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import { noticeOf, packagesOf, type Lockfile } from '../../scripts/notice.ts'
import { sbomOf } from '../../scripts/sbom.ts'
import { ROOT } from '../support/database.ts'

const read = (file: string) => readFile(path.join(ROOT, file), 'utf8')
const lockfile = async () => JSON.parse(await read('package-lock.json')) as Lockfile

void describe('what a node is made of', () => {
  void test('NOTICE is as the lockfile is; `npm run notice` writes it anew', async () => {
    assert.ok((await read('NOTICE')) === noticeOf(await lockfile()), 'NOTICE is stale: npm run notice')
  })

  void test('it names libvips and its licence, and no package of the GPL or AGPL', async () => {
    const packages = packagesOf(await lockfile())
    assert.ok(packages.some(({ name, licence }) => name.includes('libvips') && licence.includes('LGPL-3.0')))
    assert.deepEqual(
      packages.filter(({ licence }) => /(^|[^L])A?GPL/.test(licence)),
      [],
    )
    const lesser = packages.filter(({ licence }) => licence.includes('LGPL')).map(({ name }) => name)
    assert.deepEqual(
      lesser.filter((name) => !name.startsWith('@img/sharp-')),
      [],
      'the LGPL comes with libvips alone',
    )
  })

  void test('a package without a licence is refused', () => {
    const packages = { '': {}, 'node_modules/x': { version: '1.0.0' } }
    assert.throws(() => packagesOf({ packages }), /x@1\.0\.0 names no licence/)
  })

  void test('the bill of materials is CycloneDX, with each package and a hash of it', async () => {
    const bill = sbomOf(await lockfile(), '1.2.3') as {
      bomFormat: string
      components: { purl: string; version: string; hashes: { content: string }[] }[]
    }
    assert.equal(bill.bomFormat, 'CycloneDX')
    const there = new Map(bill.components.map((one) => [one.purl, one]))
    assert.equal(there.size, packagesOf(await lockfile()).length)
    assert.match(there.get('pkg:npm/%40img/sharp-libvips-linux-x64@1.3.4')?.hashes[0]?.content ?? '', /^[0-9a-f]{128}$/)
    assert.deepEqual(
      bill.components.filter(({ hashes }) => hashes.length === 0),
      [],
    )
    // What is installed for production is there: the packages that package.json names.
    const { dependencies } = JSON.parse(await read('package.json')) as { dependencies: Record<string, string> }
    for (const [name, version] of Object.entries(dependencies))
      assert.ok(there.has(`pkg:npm/${name.replace('@', '%40')}@${version}`), name)
  })
}) // prettier-ignore
