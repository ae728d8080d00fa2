/** Tried against what others made: proofs good and bad of RFC 6962, and a tiled ledger with its checkpoints. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { isBeside } from '../../../test/support/beside.ts'
import { readCheckpoint } from './checkpoint.ts'
import { addLeaves, emptyEdge, partialTiles, rootOfEdge } from './edge.ts'
import { readVerifierKey } from './signed-note.ts'
import { readBundle, tilePath } from './tiles.ts'
import { leafHash, verifyConsistency, verifyInclusion } from './tree.ts'

const VECTORS = new URL('../../../../shared/vectors/tlog/', import.meta.url)

type Inclusion = { leafIdx: number; treeSize: number; root: string; leafHash: string; proof: string[] | null }
type Consistency = { size1: number; size2: number; root1: string; root2: string; proof: string[] | null }
type Vector<Claim> = Claim & { desc: string; wantErr: boolean }

const decoded = (text: string | null | undefined) => Buffer.from(text ?? '', 'base64')
const vectors = <Claim>(folder: string): [string, Vector<Claim>][] =>
  globSync(`${folder}/**/*.json`, { cwd: new URL('rfc6962-merkle-testdata/', VECTORS) }).map((file) => [
    file,
    JSON.parse(
      readFileSync(
        new URL(`rfc6962-merkle-testdata/${encodeURIComponent(file).replaceAll('%2F', '/')}`, VECTORS),
        'utf8',
      ),
    ) as Vector<Claim>,
  ])

if (isBeside(VECTORS))
  void describe('vectors of others', () => {
    void test('inclusion', () => {
      const all = vectors<Inclusion>('inclusion')
      assert.ok(all.length > 50)
      for (const [file, one] of all) {
        const proves = verifyInclusion({
          ...{ index: one.leafIdx, size: one.treeSize, root: decoded(one.root), leaf: decoded(one.leafHash) },
          proof: (one.proof ?? []).map(decoded),
        })
        assert.equal(proves, !one.wantErr, `${file}: ${one.desc}`)
      }
    })

    void test('consistency', () => {
      const all = vectors<Consistency>('consistency')
      assert.ok(all.length > 50)
      for (const [file, one] of all) {
        const proves = verifyConsistency({
          earlier: { size: one.size1, root: decoded(one.root1) },
          later: { size: one.size2, root: decoded(one.root2) },
          proof: (one.proof ?? []).map(decoded),
        })
        assert.equal(proves, !one.wantErr, `${file}: ${one.desc}`)
      }
    })

    void test('a tiled ledger and each of its checkpoints', () => {
      const log = new URL('tessera-testdata/log/', VECTORS)
      const text = (file: string) => readFileSync(new URL(file, log), 'utf8')
      const key = readVerifierKey(readFileSync(new URL('tessera-testdata/PUBLIC_KEY.txt', VECTORS), 'utf8'))
      const entries = readBundle(readFileSync(new URL('tile/entries/000.p/15', log)), 15)
      for (let size = 1; size <= entries.length; size++) {
        const checkpoint = readCheckpoint(text(`checkpoint.${String(size)}`), key)
        const edge = emptyEdge()
        addLeaves(edge, entries.slice(0, size).map(leafHash), () => undefined)
        assert.equal(checkpoint.size, size)
        assert.deepEqual(Buffer.from(checkpoint.root), Buffer.from(rootOfEdge(edge)))
        for (const tile of partialTiles(edge))
          assert.deepEqual(Buffer.from(tile.bytes), readFileSync(new URL(tilePath(tile), log)))
      }
      assert.throws(() => readCheckpoint(text('checkpoint').replace('\n15\n', '\n14\n'), key), {
        code: 'foreign-key',
      })
    })
  })
