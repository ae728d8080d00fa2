import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { decodeBech32, encodeBech32 } from './bech32.ts'
import { newKeyPair, recipientOfIdentity } from './identities.ts'
import { NotOpened, openSealed, seal } from './seal.ts'

const bytes = fc.uint8Array({ maxLength: 3_000 })
const runs = { numRuns: 40 }

void describe('the seal', () => {
  const [desk, recovery, other] = [newKeyPair(), newKeyPair(), newKeyPair()]
  const both = [desk.recipient, recovery.recipient]

  void test('is opened by each of its readers and by nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (plain) => {
        const sealed = await seal(plain, both)
        for (const { identity } of [desk, recovery])
          assert.deepEqual([...(await openSealed(sealed, [other.identity, identity]))], [...plain])
        await assert.rejects(openSealed(sealed, [other.identity]), NotOpened)
        await assert.rejects(openSealed(sealed, []), NotOpened)
      }),
      runs,
    )
  })

  void test('with any byte changed, in header or payload, it opens for nobody', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.boolean(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (plain, head, at, by) => {
          const sealed = await seal(plain, both)
          const piece = head ? sealed.header : sealed.payload
          const place = at % piece.length
          piece[place] = (piece[place] ?? 0) ^ by
          await assert.rejects(openSealed(sealed, [desk.identity]), NotOpened)
        },
      ),
      runs,
    )
  })

  void test('without its header it opens for nobody, not with another header either', async () => {
    const [one, two] = [await seal(Buffer.from('one'), both), await seal(Buffer.from('two'), both)]
    await assert.rejects(openSealed({ header: null, payload: one.payload }, [recovery.identity]), NotOpened)
    await assert.rejects(
      openSealed({ header: two.header, payload: one.payload }, [recovery.identity]),
      NotOpened,
    )
    await assert.rejects(
      openSealed({ header: new Uint8Array(), payload: one.payload }, [recovery.identity]),
      NotOpened,
    )
  })

  void test('holds none of the plain bytes, and large files', async () => {
    const plain = Buffer.alloc(300_000, 'canary ')
    const { header, payload } = await seal(plain, both)
    assert.equal(Buffer.concat([header, payload]).includes('canary'), false)
    assert.deepEqual(Buffer.from(await openSealed({ header, payload }, [desk.identity])), plain)
  })

  void test('is age: the library opens ours, and we open the library’s', async () => {
    const identity = await generateX25519Identity()
    const recipient = await identityToRecipient(identity)
    assert.equal(recipientOfIdentity(identity), recipient)
    const { header, payload } = await seal(Buffer.from('ours'), [recipient])
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    assert.equal(await decrypter.decrypt(Buffer.concat([header, payload]), 'text'), 'ours')
    const encrypter = new Encrypter()
    encrypter.addRecipient(desk.recipient)
    const theirs = Buffer.from(await encrypter.encrypt('theirs'))
    const end = theirs.indexOf('\n', theirs.indexOf('\n--- ') + 1) + 1
    const opened = await openSealed({ header: theirs.subarray(0, end), payload: theirs.subarray(end) }, [
      desk.identity,
    ])
    assert.equal(Buffer.from(opened).toString(), 'theirs')
  })

  void test('nothing is sealed to nobody, or to what is no recipient', async () => {
    await assert.rejects(seal(Buffer.from('x'), []))
    for (const wrong of ['', 'age1', desk.identity, `${desk.recipient}q`])
      await assert.rejects(seal(Buffer.from('x'), [wrong]))
  })

  void test('Bech32: what is written is read; a wrong sign is noticed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(), (data, at) => {
        const written = encodeBech32('age', data)
        assert.deepEqual([...decodeBech32(written).bytes], [...data])
        assert.deepEqual(decodeBech32(written.toUpperCase()).prefix, 'age')
        const place = 4 + (at % (written.length - 4))
        const wrong =
          written.slice(0, place) + (written[place] === 'q' ? 'p' : 'q') + written.slice(place + 1)
        assert.throws(() => decodeBech32(wrong))
      }),
    )
  })
})
