/** What the shipped proxies promise stands in their files. That they keep it, proxies.test.ts tries where it can. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import { MOST_BYTES } from '../../src/rooms/reporting/photographs/decoder/limits.ts'
import { cy } from '../../src/rooms/reporting/wording/cy.ts'
import { en } from '../../src/rooms/reporting/wording/en.ts'
import { numbers } from '../../src/rooms/reporting/wording/numbers.ts'

const DEPLOY = path.join(import.meta.dirname, '..', '..', 'deploy')
const read = (file: string) => readFile(path.join(DEPLOY, file), 'utf8')
/** Comments say what they like. */
const bare = (text: string) => text.replaceAll(/^\s*#.*\n/gm, '')

void describe('the shipped proxies', () => {
  for (const file of ['Caddyfile', 'Caddyfile.several'])
    void test(`${file} keeps nothing that is about a request, and has the common part`, async () => {
      const text = bare(await read(file))
      assert.match(text, /^\{\n\tlog \{\n\t\texclude http\n\t\}\n\}/m)
      assert.equal(text.match(/\blog\b/g)?.length, 1, 'no other log is opened')
      assert.match(text, /\n\timport seamark\n/)
      assert.match(text, /reverse_proxy [^\n]*\{\n\t\timport seamark-upstream\n/)
      assert.doesNotMatch(text, /\bencode\b|trusted_proxies|\bdebug\b/)
    })

  void test('the common part of both refuses, bounds and answers', async () => {
    const text = bare(await read('proxy/common.caddy'))
    assert.match(text, /@operator path \/metrics\* \/readyz\* \/healthz\*\n\trespond @operator 404/)
    assert.match(text, /flush_interval -1/)
    assert.match(text, /handle_errors/)
    assert.doesNotMatch(text, /\blog\b/)
    for (const header of ['Strict-Transport-Security', 'Referrer-Policy', 'Content-Security-Policy'])
      assert.ok(text.includes(`?${header}`), header)
    const sizes = [...text.matchAll(/max_size (\d+)MB/g)].map(([, size]) => Number(size) * 1_000_000)
    assert.deepEqual(sizes.length, 3)
    assertRoom(sizes as [number, number, number])
  })

  void test('nginx.conf keeps nothing that is about a request', async () => {
    const text = bare(await read('nginx.conf'))
    const [outside, inside] = text.split('http {')
    assert.ok(outside !== undefined && inside !== undefined)
    assert.match(inside, /access_log off;/)
    assert.deepEqual(inside.match(/error_log [^;]+;/g), ['error_log /dev/null emerg;'])
    assert.doesNotMatch(outside, /access_log|debug/)
    assert.match(inside, /proxy_request_buffering off;/)
    assert.match(inside, /proxy_buffering off;/)
    assert.match(inside, /proxy_max_temp_file_size 0;/)
    assert.match(inside, /proxy_set_header X-Forwarded-For \$remote_addr;/)
    assert.match(inside, /location ~\* \^\/\(metrics\|readyz\|healthz\) \{\s+return 404;/)
    assert.match(inside, /server_tokens off;/)
    assert.doesNotMatch(inside, /proxy_add_x_forwarded_for|log_format/)
    const passes = inside.match(/proxy_pass /g)?.length ?? 0
    assert.equal(inside.match(/error_page 502 504 =503 \/away\.(html|json);/g)?.length, passes)
    const sizes = [...inside.matchAll(/client_max_body_size (\d+)m;/g)].map(([, size]) => Number(size) * 1024 ** 2) // prettier-ignore
    const [other = 0, photographs = 0, exports = 0] = sizes
    assertRoom([photographs, exports, other])
  })

  void test('the page for an outage has our words and numbers, and asks nobody for anything', async () => {
    const page = await read('proxy/away.html')
    const shown = page.replaceAll(/\s+/g, ' ')
    for (const words of [en, cy])
      for (const said of [
        words.errors.unavailable.title,
        ...[words.danger.sea, words.danger.seaDo, words.danger.lorry, words.danger.lorryDo],
        ...[words.danger.call(numbers.emergency), words.danger.call(numbers.police)],
      ])
        assert.ok(shown.includes(said), said)
    for (const number of [numbers.emergency, numbers.police]) assert.ok(page.includes(`href="tel:${number}"`))
    for (const number of [numbers.emergencyRelay, numbers.policeRelay, numbers.quote])
      assert.ok(page.includes(number), number)
    assert.doesNotMatch(page, /<script|<link|<img|src=|https?:|url\(|<form/)
    const problem = JSON.parse(await read('proxy/away.json')) as { status: number; code: string }
    assert.deepEqual([problem.status, problem.code], [503, 'unavailable'])
  })
})

/** Of six photographs, of an export, of everything else: what the node takes, and a little for the form around it. */
function assertRoom([photographs, exports, other]: [number, number, number]): void {
  const little = 1_000_000
  assert.ok(photographs >= 6 * MOST_BYTES + little && photographs < 7 * MOST_BYTES)
  assert.ok(exports >= 2 * 1024 ** 3 + little && exports < 3 * 1024 ** 3)
  assert.ok(other >= MOST_BYTES + 16_000 && other < 2 * MOST_BYTES, String(other))
}
