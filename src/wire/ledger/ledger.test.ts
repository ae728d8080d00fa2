/** The ledger's formats: what is written is read back, and what is written otherwise is refused. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { fromBase64, readCount } from './base64.ts'
import { canonicalJson, type Json } from './canonical-json.ts'
import { isCanonical } from './canonical-text.ts'
import {
  checkpointText,
  cosign,
  cosignedBy,
  readCheckpoint,
  readCheckpointText,
  signCheckpoint,
} from './checkpoint.ts'
import { addLeaves, edgeOf, emptyEdge, partialTiles, rootOfEdge, type WrittenTile } from './edge.ts'
import {
  checkLine,
  contentText,
  entryOf,
  eventDigest,
  readEntry,
  writeEventLine,
  type EventContent,
} from './event.ts'
import { readProofFile, writeProofFile } from './proof-file.ts'
import {
  newSignerKey,
  readNote,
  readSignerKey,
  readVerifierKey,
  requireSigned,
  signNote,
  writeNote,
  writeSignerKey,
  writeVerifierKey,
} from './signed-note.ts'
import { hashOfSubtree, readBundle, readTilePath, tileOf, tilePath, writeBundle } from './tiles.ts'
import {
  consistencyRanges,
  EMPTY_ROOT,
  inclusionRanges,
  joinHashes,
  leafHash,
  rootOf,
  subtreesOf,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts'
import { lookAtLines } from './verify-events.ts'

const bytes = (text: string) => Buffer.from(text)
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
const leaves = (count: number) =>
  Array.from({ length: count }, (_, at) => leafHash(bytes(`entry ${String(at)}`)))

void describe('canonical JSON', () => {
  void test('is what RFC 8785 shows, section 3.2.2 and 3.2.3', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    assert.equal(
      canonicalJson(value),
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
    assert.equal(canonicalJson(names), '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\ud83d\ude00":5,"\ufb33":3}')
  })

  void test('of any value is canonical text, reads back as the value, and any other spelling is refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, place) => {
        const text = canonicalJson(value as Json)
        const all = bytes(text)
        assert.ok(isCanonical(all), text)
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
        // A byte more, and a byte less.
        const at = place % (all.length + 1)
        const more = Buffer.concat([all.subarray(0, at), bytes(' '), all.subarray(at)])
        assert.equal(isCanonical(more), same(more))
        const less = Buffer.concat([all.subarray(0, at), all.subarray(at + 1)])
        assert.equal(isCanonical(less), same(less))
      }),
      { numRuns: 500 },
    )
  })

  /** The long way: read it, write it again. */
  const same = (text: Buffer): boolean => {
    try {
      const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text)
      return canonicalJson(JSON.parse(decoded) as Json) === decoded
    } catch {
      return false
    }
  }

  void test('refuses what can be read in two ways', () => {
    for (const text of [
      ...['', ' 1', '1 ', '01', '-0', '1.0', '1e5', '1E+30', '.5', '+1', 'NaN', 'Infinity', '0x10', '1_0'],
      ...['"\\u0041"', '"\\u00e9"', '"\\/"', '"\\u000A"', '"\\u000a"', '"a\nb"', '"', "'a'", '"\\ud800"'],
      ...[
        '{"a":1,"a":2}',
        '{"b":1,"a":2}',
        '{"a" :1}',
        '{a:1}',
        '[1,]',
        '[,1]',
        '{"a":1,}',
        '[1 ,2]',
        '[',
        '{"a"',
      ],
      '9007199254740993',
      `${'['.repeat(100)}${']'.repeat(100)}`,
    ])
      assert.equal(isCanonical(bytes(text)), false, text)
    assert.equal(isCanonical(Buffer.from([0x22, 0xc3, 0x28, 0x22])), false, 'wrong UTF-8')
    assert.equal(isCanonical(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), false, 'half of a character')
    for (const value of [NaN, Infinity, '\ud800', undefined, 10n])
      assert.throws(() => canonicalJson(value as Json), { code: 'malformed' })
  })
})

void describe('the tree', () => {
  void test('has the root of RFC 6962, also at its edge, for every size to 600', () => {
    const edge = emptyEdge()
    const all = leaves(600)
    assert.deepEqual(rootOfEdge(edge), EMPTY_ROOT)
    for (let size = 1; size <= all.length; size++) {
      addLeaves(edge, [all[size - 1] as Uint8Array], () => undefined)
      assert.deepEqual(rootOfEdge(edge), rootOf(all.slice(0, size)), String(size))
    }
  })

  void test('goes on from its partial tiles, and its tiles give every hash', () => {
    const [first, more] = [70_000, 300]
    const all = leaves(first + more)
    const tiles = new Map<string, Uint8Array>()
    const keep = (tile: WrittenTile) => void tiles.set(tilePath(tile), tile.bytes)
    const before = emptyEdge()
    addLeaves(before, all.slice(0, first), keep)
    const partial = partialTiles(before)
    assert.deepEqual(
      partial.map(tilePath),
      // The example of tlog-tiles.
      ['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'],
    )
    const edge = edgeOf(
      first,
      partial.map((tile) => tile.bytes),
    )
    addLeaves(edge, all.slice(first), keep)
    partialTiles(edge).forEach(keep)
    const root = rootOfEdge(edge)
    assert.deepEqual(root, rootOf(all))
    const read = (range: { start: number; end: number }) =>
      joinHashes(
        subtreesOf(range).map((subtree) =>
          hashOfSubtree(subtree, tiles.get(tilePath(tileOf(subtree, all.length))) as Uint8Array),
        ),
      )
    for (const index of [0, 1, 255, 256, 65_535, 65_536, 69_999, 70_299])
      assert.ok(
        verifyInclusion({
          ...{ index, size: all.length, root, leaf: all[index] as Uint8Array },
          proof: inclusionRanges(index, all.length).map(read),
        }),
      )
    const proof = consistencyRanges(first, all.length).map(read)
    const [earlier, later] = [
      { size: first, root: rootOfEdge(before) },
      { size: all.length, root },
    ]
    assert.ok(verifyConsistency({ earlier, later, proof }))
  })

  void test('proves every entry and every earlier size, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(), fc.nat(), (size, one, bit) => {
        const all = leaves(size)
        const hashes = ({ start, end }: { start: number; end: number }) => rootOf(all.slice(start, end))
        const root = rootOf(all)
        const index = one % size
        const proof = inclusionRanges(index, size).map(hashes)
        const claim = { index, size, root, leaf: all[index] as Uint8Array, proof }
        assert.ok(verifyInclusion(claim))
        assert.ok(!verifyInclusion({ ...claim, index: index + 1 }))
        assert.ok(!verifyInclusion({ ...claim, leaf: leafHash(bytes('another')) }))
        assert.ok(!verifyInclusion({ ...claim, proof: [...proof, root] }))
        const earlier = { size: index + 1, root: rootOf(all.slice(0, index + 1)) }
        const later = { size, root }
        const consistency = consistencyRanges(index + 1, size).map(hashes)
        assert.ok(verifyConsistency({ earlier, later, proof: consistency }))
        const place = bit % (consistency.length + 1)
        const changed = consistency.map((hash, at) => (at === place ? hash.map((byte) => byte ^ 1) : hash))
        assert.equal(verifyConsistency({ earlier, later, proof: changed }), place === consistency.length)
        assert.ok(
          !verifyConsistency({ earlier: { ...earlier, root: EMPTY_ROOT }, later, proof: consistency }),
        )
      }),
      { numRuns: 300 },
    )
  })
})

void describe('tiles', () => {
  void test('have one path each', () => {
    assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067')
    assert.equal(tilePath({ level: 'entries', index: 0, width: 3 }), 'tile/entries/000.p/3')
    for (const tile of [
      { level: 0, index: 1_234_067, width: 256 },
      { level: 63, index: 999, width: 1 },
      { level: 'entries', index: 1000, width: 255 },
    ] as const)
      assert.deepEqual(readTilePath(tilePath(tile)), tile)
    for (const path of [
      ...[
        'tile/0/00',
        'tile/0/0000',
        'tile/00/000',
        'tile/64/000',
        'tile/0/x000/000',
        'tile/0/001/002',
        'tile/0/x001',
      ],
      ...[
        'tile/0/000.p/0',
        'tile/0/000.p/256',
        'tile/0/000.p/01',
        'tile/0/000.p',
        'tile/0/000/',
        'tile/-1/000',
      ],
      ...['tile/0/../000', 'tile/entries/', 'tile/x/000', 'tile/0/000?a', 'checkpoint', ''],
    ])
      assert.equal(readTilePath(path), null, path)
  })

  void test('of entries hold each with its length', () => {
    const entries = [bytes('one'), bytes(''), bytes('three')]
    const bundle = writeBundle(entries)
    assert.deepEqual(readBundle(bundle, 3).map(String), entries.map(String))
    assert.throws(() => readBundle(bundle, 2), { code: 'malformed' })
    assert.throws(() => readBundle(bundle.subarray(0, -1), 3), { code: 'malformed' })
    assert.throws(() => readBundle(bundle.subarray(0, 1), 1), { code: 'malformed' })
  })
})

void describe('signed notes', () => {
  const key = newSignerKey('seamark.example/log', 'note')
  const text = 'seamark.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'
  const note = writeNote(text, [signNote(key, text)])

  void test('and keys are read back', () => {
    assert.deepEqual(readSignerKey(`${writeSignerKey(key)}\n`), key)
    const { seed: _, ...open } = key
    assert.deepEqual(readVerifierKey(writeVerifierKey(key)), open)
    requireSigned(readNote(note), open)
  })

  void test('that were changed are refused', () => {
    const other = newSignerKey('seamark.example/log', 'note')
    assert.throws(() => requireSigned(readNote(note), other), { code: 'foreign-key' })
    assert.throws(() => requireSigned(readNote(note.replace('\n0\n', '\n1\n')), key), { code: 'foreign-key' })
    // A second line in the key's name that does not fit spoils the note.
    const forged = { ...signNote(key, 'another\n') }
    assert.throws(() => requireSigned(readNote(writeNote(text, [signNote(key, text), forged])), key), {
      code: 'foreign-key',
    })
    for (const wrong of [
      ...[
        '',
        '\n\n',
        text,
        `${text}\n`,
        note.slice(0, -1),
        note.replace('— ', '- '),
        note.replace('\n\n', '\n'),
      ],
      ...[`${note}\n`, note.replace('47DE', '47D\tE'), note.replace('log ', 'log  '), `${note}x\n`],
    ])
      assert.throws(() => readNote(wrong), { code: 'malformed' }, JSON.stringify(wrong))
    const open = writeVerifierKey(key)
    for (const wrong of [
      ...[
        open.replace('seamark', 'seamarl'),
        `${open}=`,
        open.slice(0, -1),
        open.replace('+', ' '),
        'a+b',
        '',
      ],
    ])
      assert.throws(() => readVerifierKey(wrong), { code: 'malformed' }, wrong)
  })

  void test('of checkpoints are of one ledger, and have three lines', () => {
    const tree = { size: 12, root: rootOf(leaves(12)) }
    const checkpoint = signCheckpoint(key, tree)
    const read = readCheckpoint(checkpoint, key)
    assert.deepEqual(
      { size: read.size, root: Buffer.from(read.root) },
      { ...tree, root: Buffer.from(tree.root) },
    )
    assert.throws(() => readCheckpoint(checkpoint, newSignerKey('other.example/log', 'note')), {
      code: 'other-ledger',
    })
    const lines = checkpointText({ origin: 'a', ...tree }).split('\n')
    for (const wrong of [
      ['', ...lines.slice(1)],
      ['a', '012', ...lines.slice(2)],
      ['a', '-1', ...lines.slice(2)],
      ['a', '1e3', ...lines.slice(2)],
      ['a', '12', 'AAAA', ''],
      ['a', '12', lines[2]?.replace('=', ''), ''],
      [...lines.slice(0, 3), 'more', ''],
      lines.slice(0, 3),
    ])
      assert.throws(() => readCheckpointText(wrong.join('\n')), { code: 'malformed' }, wrong.join('|'))
  })

  void test('are cosigned at a time, and a cosignature is no signature of anything else', () => {
    const witness = newSignerKey('overseer.example/witness', 'cosignature')
    const tree = { size: 1, root: rootOf(leaves(1)) }
    const { note: parts } = readCheckpoint(signCheckpoint(key, tree), key)
    assert.equal(cosignedBy(parts, witness), null)
    const line = cosign(witness, parts.text, 1_790_000_000)
    const cosigned = { ...parts, signatures: [...parts.signatures, line] }
    assert.deepEqual(cosignedBy(cosigned, witness), { name: witness.name, time: 1_790_000_000 })
    assert.equal(cosignedBy({ ...cosigned, text: parts.text.replace('\n1\n', '\n2\n') }, witness), null)
    const later = Buffer.from(line.signature)
    later[7] = Number(later[7]) ^ 1
    assert.equal(cosignedBy({ ...parts, signatures: [{ ...line, signature: later }] }, witness), null)
    assert.equal(cosignedBy(cosigned, newSignerKey('overseer.example/witness', 'cosignature')), null)
  })
})

void describe('events', () => {
  const content: EventContent = {
    ...{ at: '2026-11-29T23:51:11.123456Z', agency: 1, person: null, service: 'import', kind: 'collection' },
    ...{ operation: 'intelligence.report.import', purpose: 'Opération “Écluse”', recipients: [2, 3] },
    ...{ subject: { kind: 'report', id: '0193b1a0-0000-7000-8000-000000000001' }, detail: { version: 1 } },
  }
  const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')

  void test('are lines whose digest is of salt and content; an erased one keeps its digest', () => {
    const text = contentText(content)
    const digest = eventDigest(salt, bytes(text))
    const line = bytes(writeEventLine(7, { content: text, salt }))
    assert.ok(isCanonical(line))
    assert.deepEqual(checkLine(line), { sequence: 7, digest, erased: false })
    const erased = bytes(writeEventLine(7, { digest }))
    assert.ok(isCanonical(erased))
    const left = checkLine(erased)
    assert.deepEqual(
      [left?.sequence, Buffer.from(left?.digest ?? []), left?.erased],
      [7, Buffer.from(digest), true],
    )
    assert.deepEqual(readEntry(bytes(entryOf(7, digest))).sequence, 7)
    assert.ok(isCanonical(bytes(entryOf(7, digest))))
  })

  void test('that were changed in any byte have another digest, or are no line', () => {
    const line = bytes(writeEventLine(7, { content: contentText(content), salt }))
    const good = checkLine(line)
    for (let at = 0; at < line.length; at++) {
      const changed = Buffer.from(line)
      changed[at] = Number(changed[at]) ^ 1
      const read = checkLine(changed)
      assert.ok(
        read === null || read.sequence !== good?.sequence || Buffer.compare(read.digest, good.digest) !== 0,
        String(at),
      )
    }
    for (const wrong of [
      '',
      '{}',
      '{"content":{},"salt":"00","sequence":1}',
      '{"digest":"00","sequence":1}',
      'null',
    ])
      assert.equal(checkLine(bytes(wrong)), null, wrong)
  })

  /** The long way: read it, write it again. */
  const byReading = (line: Buffer): { sequence: number; erased: boolean } | null => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line)
      const read = JSON.parse(text) as { content?: Json; salt: string; digest: string; sequence: number }
      const again =
        read.content === undefined
          ? writeEventLine(read.sequence, { digest: sized(read.digest, 32) })
          : writeEventLine(read.sequence, {
              content: canonicalJson(read.content),
              salt: sized(read.salt, 16),
            })
      return again === text ? { sequence: read.sequence, erased: read.content === undefined } : null
    } catch {
      return null
    }
  }
  const sized = (hexadecimal: string, length: number) => {
    const value = Buffer.from(hexadecimal, 'hex')
    if (value.length !== length) throw new Error('another length')
    return value
  }

  void test('that were changed somewhere are lines still where writing them again gives the same, and else none', () => {
    const lines = [
      bytes(writeEventLine(41, { content: contentText({ ...content, subject: null }), salt })),
      bytes(
        writeEventLine(0, { content: canonicalJson({ a: [1, 'ä"', true, null], b: { c: -1.5e-7 } }), salt }),
      ),
      bytes(writeEventLine(12, { digest: eventDigest(salt, bytes('{}')) })),
    ]
    const signs = fc.constantFrom(...bytes('{}[]",:\\ntfu019.-eE \n\u0000'), 0xc3, 0xff)
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.nat(), fc.nat(3), signs, (line, place, gone, sign) => {
        const at = place % line.length
        const changed = Buffer.concat([line.subarray(0, at), Buffer.of(sign), line.subarray(at + gone)])
        const read = checkLine(changed)
        assert.deepEqual(
          read && { sequence: read.sequence, erased: read.erased },
          byReading(changed),
          changed.toString(),
        )
      }),
      { numRuns: 3_000 },
    )
  })

  void test('among others turn out to be what they are alone, whatever stands in and between them', () => {
    const lines = Array.from({ length: 6 }, (_, at) =>
      writeEventLine(
        at,
        at === 3 ? { digest: eventDigest(salt, bytes('gone')) } : { content: contentText(content), salt },
      ),
    )
    const all = bytes(`${lines.join('\n')}\n`)
    const edits = fc.array(
      fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom('\n', '', '\n\n', '}', '}\n', '"', '{"content":', '7')),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(edits, (some) => {
        let changed = all
        for (const [place, gone, put] of some) {
          const at = place % (changed.length + 1)
          changed = Buffer.concat([changed.subarray(0, at), bytes(put), changed.subarray(at + gone)])
        }
        const alone = changed.toString('latin1').replace(/\n$/, '').split('\n')
        const read = changed.length === 0 ? [] : alone.map((line) => checkLine(Buffer.from(line, 'latin1')))
        const together = lookAtLines(changed, 0)
        assert.equal(together.count, read.length)
        assert.deepEqual(
          together.odd,
          read
            .map((line, place) => ({ place, sequence: line?.sequence ?? null }))
            .filter(({ place, sequence }) => sequence !== place),
        )
        assert.deepEqual(
          together.erased,
          read.filter((line) => line?.erased).map((line) => line?.sequence),
        )
        assert.deepEqual(
          hex(together.leaves),
          read
            .map((line) =>
              hex(line === null ? Buffer.alloc(32) : leafHash(bytes(entryOf(line.sequence, line.digest)))),
            )
            .join(''),
        )
      }),
      { numRuns: 1_000 },
    )
  })

  void test('are proved by one file', () => {
    const proof = { line: bytes('{}'), index: 3, proof: leaves(2), checkpoint: 'a\n1\nb\n\n— c d\n' }
    const read = readProofFile(writeProofFile(proof))
    assert.deepEqual({ ...read, proof: read.proof.map(hex) }, { ...proof, proof: proof.proof.map(hex) })
    const file = writeProofFile(proof)
    for (const wrong of [
      ...[
        '',
        file.replace('@v1', '@v2'),
        file.replace('extra', 'Extra'),
        file.replace('index 3', 'index 03'),
      ],
      ...[
        file.replace('index 3', 'index -1'),
        file.replace('index 3\n', 'index 3\nAAAA\n'),
        file.split('\n\n')[0] ?? '',
      ],
    ])
      assert.throws(() => readProofFile(wrong), { code: 'malformed' }, wrong.slice(0, 40))
  })
})

void test('numbers and base 64 have one spelling', () => {
  assert.deepEqual(['0', '12', '9007199254740991'].map(readCount), [0, 12, 9007199254740991])
  for (const wrong of ['', '00', '-1', '1.0', '1e3', ' 1', '9007199254740992', '18446744073709551615'])
    assert.equal(readCount(wrong), null, wrong)
  for (const wrong of ['AA', 'AA=', 'AB==', 'AAAA=', 'A A=', 'AA-_', '=='])
    assert.equal(fromBase64(wrong), null, wrong)
})
