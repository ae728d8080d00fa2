/** Hostile, broken and ordinary files, each through the real process that decodes. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import sharp from 'sharp'
import { isBeside } from '../../../../test/support/beside.ts'
import { cleanPhotograph, readPlaceAndTime, takePhotograph } from './clean-photograph.ts'
import { MOST_BYTES } from './decoder/limits.ts'
import { plainJpeg } from './decoder/plain-jpeg.ts'
import { isoMedia, noise, pngOfZeros, telling, twoFrameGif, zip } from './hostile.test-support.ts'

const EXAMPLES = path.join(import.meta.dirname, '../../../../../shared/evidence/exif-gps')

/** Without the picture: where it is safe and should not be, comparing its bytes took more memory than there is. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  const cleaned = await cleanPhotograph(bytes)
  return cleaned.state === 'safe' ? 'safe' : `${cleaned.state}: ${cleaned.why}`
}

async function safe(bytes: Uint8Array) {
  const cleaned = await cleanPhotograph(bytes)
  assert.ok(cleaned.state === 'safe')
  assert.deepEqual(plainJpeg(cleaned.jpeg), { width: cleaned.width, height: cleaned.height })
  return cleaned
}

void describe('a photograph', () => {
  void test('is painted anew without metadata; its place and time are told once', async () => {
    const { cleaned, found } = await takePhotograph(await telling())
    assert.deepEqual(found, { position: { lat: 50.945, lon: 0.775 }, taken: '2026-11-21T05:42' })
    assert.ok(cleaned.state === 'safe')
    assert.deepEqual([cleaned.width, cleaned.height], [320, 240])
    assert.doesNotMatch(cleaned.jpeg.toString('latin1'), /CANARY|Exif|xmp|2026:11|ICC_PROFILE/)
    const { exif, xmp, icc, iptc } = await sharp(cleaned.jpeg).metadata()
    assert.deepEqual([exif, xmp, icc, iptc], [undefined, undefined, undefined, undefined])
    assert.deepEqual(await readPlaceAndTime(await telling()), found)
  })

  void test('is turned upright and made smaller', async () => {
    const onItsSide = await noise(3000, 1000).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { width, height } = await safe(onItsSide)
    assert.deepEqual([width, height], [853, 2560])
  })

  void test('of 50, 64, 108 and 200 megapixels is decoded at a lower scale, within the memory of the process', async () => {
    for (const [width, height] of [
      [8160, 6144],
      [9248, 6936],
      [12_000, 9000],
      [16_320, 12_240],
    ] as const) {
      const large = sharp({ create: { width, height, channels: 3, background: '#6080a0' } })
      const made = await safe(await large.withMetadata({ orientation: 6 }).jpeg().toBuffer())
      assert.deepEqual([made.height, made.width < made.height], [2560, true], String(width * height))
    }
  })

  void test('may be PNG, WebP or AVIF; what shines through becomes white', async () => {
    const picture = () =>
      sharp({ create: { width: 40, height: 30, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    for (const bytes of [
      await picture().png().toBuffer(),
      await picture().webp().toBuffer(),
      await picture().avif().toBuffer(),
    ]) {
      const { dominant } = await sharp((await safe(bytes)).jpeg).stats()
      assert.ok(dominant.r > 240 && dominant.g > 240 && dominant.b > 240)
    }
  })

  void test('says neither place nor time where its account is nonsense', async () => {
    const at = (latitude: string, taken: string) =>
      noise(20, 20)
        .withExif({
          IFD2: { DateTimeOriginal: taken },
          IFD3: {
            GPSLatitudeRef: 'N',
            GPSLatitude: latitude,
            GPSLongitudeRef: 'E',
            GPSLongitude: '0/1 0/1 0/1',
          },
        })
        .jpeg()
        .toBuffer()
    assert.equal(await readPlaceAndTime(await at('0/1 0/1 0/1', '0000:00:00 00:00:00')), null)
    assert.equal(await readPlaceAndTime(await at('95/1 0/1 0/1', '2026:02:31 10:00:00')), null)
    assert.equal(await readPlaceAndTime(await at('1/0 0/0 0/0', 'CANARY')), null)
  })
})

void describe('a hostile or broken file', () => {
  void test('is refused when it is nothing, too big, or no picture', async () => {
    assert.equal(await outcomeOf(Buffer.alloc(0)), 'refused: empty')
    assert.equal(await outcomeOf(Buffer.alloc(MOST_BYTES + 1)), 'refused: too-big')
    for (const text of [
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
      '<!doctype html><img src=x onerror=alert(1)>',
      '%PDF-1.7\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj',
      'PK\u0003\u0004 and nothing else',
      'MZ\u0090\u0000 this is a program',
      'push graphic-context viewbox 0 0 640 480 fill "url(https://example.com)"',
    ])
      assert.equal(await outcomeOf(Buffer.from(text, 'latin1')), 'refused: not-a-picture')
  })

  void test('is quarantined when it may be a picture that cannot be made safe', async () => {
    assert.equal(await outcomeOf(isoMedia('heic')), 'quarantined: heic')
    assert.equal(await outcomeOf(isoMedia('isom')), 'quarantined: video')
    assert.equal(await outcomeOf(twoFrameGif), 'quarantined: animation')
    const tiff = await noise(10, 10).tiff().toBuffer()
    assert.equal(await outcomeOf(tiff), 'quarantined: other-picture')
    const moving = await sharp([await noise(8, 8).png().toBuffer(), await noise(8, 8).png().toBuffer()], {
      join: { animated: true },
    })
      .webp()
      .toBuffer()
    assert.equal(await outcomeOf(moving), 'quarantined: animation')
  })

  void test('is refused by its header when it would be too large decoded', async () => {
    const bomb = pngOfZeros(30_000, 30_000, 100)
    assert.ok(bomb.length < 20_000)
    assert.equal(await outcomeOf(bomb), 'refused: too-many-pixels')
    assert.equal(await outcomeOf(pngOfZeros(30_000, 1)), 'refused: too-many-pixels')
    const claims = Buffer.from(await noise(50, 50).jpeg().toBuffer())
    const frame = claims.indexOf(Buffer.from([0xff, 0xc0]))
    claims.writeUInt16BE(30_000, frame + 5)
    claims.writeUInt16BE(30_000, frame + 7)
    assert.equal(await outcomeOf(claims), 'refused: too-many-pixels')
  })

  void test('is kept away, and may be kept untouched, when it is cut off, twisted, or ends in the middle of its pixels', async () => {
    const whole = await noise(400, 300).jpeg().toBuffer()
    for (const bytes of [
      // Its last pixels. Without the end mark alone all pixels are there, and it may be painted.
      whole.subarray(0, whole.length - 40),
      whole.subarray(0, whole.length * 0.6),
      whole.subarray(0, whole.length / 2),
      pngOfZeros(200, 200, 20),
      (await noise(100, 100).webp().toBuffer()).subarray(0, 600),
    ])
      assert.equal(await outcomeOf(bytes), 'quarantined: damaged')
    // Of these nothing is left to keep.
    for (const bytes of [whole.subarray(0, 200), whole.subarray(0, 4)])
      assert.equal(await outcomeOf(bytes), 'refused: damaged')
  })

  void test('is kept away when it is larger than may be decoded and no JPEG, which alone is decoded at a lower scale', async () => {
    assert.equal(await outcomeOf(pngOfZeros(8160, 6144)), 'quarantined: too-many-pixels')
  })

  void test('that is two things at once leaves only its pixels', async () => {
    const jpeg = await noise(60, 40).jpeg().toBuffer()
    for (const tail of [
      zip('CANARY.txt', 'CANARY'),
      Buffer.from('<html>CANARY<script>alert(1)</script>'),
      Buffer.from('%PDF-1.4 CANARY'),
      jpeg,
    ]) {
      const { jpeg: clean } = await safe(Buffer.concat([jpeg, tail]))
      assert.doesNotMatch(clean.toString('latin1'), /CANARY|<script|%PDF/)
    }
    const comment = Buffer.from('<?php CANARY ?>')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(comment.length + 2)
    const withComment = Buffer.concat([
      jpeg.subarray(0, 2),
      Buffer.from([0xff, 0xfe]),
      length,
      comment,
      jpeg.subarray(2),
    ])
    assert.doesNotMatch((await safe(withComment)).jpeg.toString('latin1'), /CANARY/)
  })

  void test('of random damage never gives anything but a plain picture or a reason', async () => {
    const whole = await telling(64, 64)
    for (let turn = 0; turn < 12; turn++) {
      const bytes = Buffer.from(whole)
      for (let flips = 0; flips < 6; flips++) {
        const at = (turn * 7919 + flips * 104_729) % bytes.length
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << flips), at)
      }
      const cleaned = await cleanPhotograph(bytes)
      if (cleaned.state === 'safe') assert.ok(plainJpeg(cleaned.jpeg))
    }
  })
})

// Photographs of real cameras, where they lie beside the checkout; those above are made.
if (isBeside(EXAMPLES))
  void test('real photographs with a place in them', async () => {
    const read = (name: string) => readFile(path.join(EXAMPLES, name))
    const harbour = await read('DSCN0010.jpg')
    const heif = await read('samplefilehub.heif')
    const { cleaned, found } = await takePhotograph(harbour)
    assert.equal(cleaned.state, 'safe')
    assert.deepEqual(found, { position: { lat: 43.46745, lon: 11.88513 }, taken: '2008-10-22T16:28' })
    assert.equal(await outcomeOf(heif), 'quarantined: heic')
  })
