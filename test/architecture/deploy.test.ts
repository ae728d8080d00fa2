/** What an operator copies from deploy/: the unit, the containers, and the words that the manual gives for them. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import { promisify } from 'node:util'
import { readConfig } from '../../src/platform/config.ts'
import { ROOT } from '../support/database.ts'

const run = promisify(execFile)
const read = (name: string) => readFile(path.join(ROOT, name), 'utf8')

void describe('deploy/', () => {
  void test('the unit does not try a wrong setting again and again, and leaves no core', async () => {
    const unit = await read('deploy/seamark.service')
    for (const line of [
      'RestartPreventExitStatus=2',
      'Restart=on-failure',
      'LimitCORE=0',
      'PrivateUsers=yes',
    ])
      assert.ok(unit.split('\n').includes(line), line)
    const [, stop] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? []
    const { drainSeconds } = readConfig(production(await read('deploy/seamark.env.example')), { demo: false })
    assert.ok(Number(stop) > 2 * drainSeconds)
  })

  void test('the unit is one that systemd reads, where there is a systemd', async (t) => {
    try {
      const { stdout, stderr } = await run('systemd-analyze', [
        'verify',
        path.join(ROOT, 'deploy/seamark.service'),
      ])
      assert.equal(stdout + stderr, '')
      const { stdout: said } = await run('systemd-analyze', [
        ...['security', '--offline=true', path.join(ROOT, 'deploy/seamark.service')],
      ])
      const [, exposure] = /exposure level for seamark\.service: ([\d.]+)/.exec(said) ?? []
      assert.ok(Number(exposure) < 2, said)
    } catch (fault) {
      if ((fault as { code?: unknown }).code !== 'ENOENT') throw fault
      t.skip('NOT TRIED: there is no systemd-analyze on this machine')
    }
  })

  void test('the example’s settings are settings, and with its blanks filled in they are taken', async () => {
    const env = production(await read('deploy/seamark.env.example'))
    const config = readConfig(env, { demo: false })
    assert.deepEqual(
      [config.mode, config.dataFolder, config.proxyHops],
      ['production', '/var/lib/seamark', 1],
    )
  })

  void test('containers publish the operator’s port on the server’s own loopback, and have bounds', async () => {
    const compose = await read('compose.yaml')
    const ports = [...compose.matchAll(/ports: \[([^\]]+)\]/g)].map(([, list]) => list)
    assert.deepEqual(ports, [`'127.0.0.1:9464:9464'`, `'80:80', '443:443'`])
    assert.equal((compose.match(/mem_limit: /g) ?? []).length, 3)
    assert.match(compose, /max-size: 20m/)
    assert.match(compose, /init: true/)
    // The four settings of the manual.
    for (const setting of [
      'log_statement=none',
      'log_min_error_statement=panic',
      'log_parameter_max_length=0',
      'log_parameter_max_length_on_error=0',
    ])
      assert.ok(compose.includes(`${setting},`), setting)
  })

  void test('each image can be pinned to a digest without a change of a file that an upgrade replaces', async () => {
    const [compose, example, dockerfile] = [
      await read('compose.yaml'),
      await read('deploy/compose.env.example'),
      await read('Dockerfile'),
    ]
    const named = [...compose.matchAll(/(?:image: |BASE: ')\$\{(\w+):-([a-z]+:[\w-]+)\}/g)]
    assert.deepEqual(
      named.map(([, setting, image]) => [setting, image]),
      [
        ['NODE_IMAGE', 'node:24-slim'],
        ['POSTGRES_IMAGE', 'postgres:18'],
        ['CADDY_IMAGE', 'caddy:2'],
      ],
    )
    assert.equal((compose.match(/^ +image: /gm) ?? []).length, named.length, 'the node’s own, and two others')
    for (const [, setting = '', image = ''] of named)
      assert.ok(example.includes(`# ${setting}=${image}@sha256:`))
    assert.match(dockerfile, /^ARG BASE=node:24-slim$/m)
    assert.equal(
      (dockerfile.match(/^FROM /gm) ?? []).length,
      (dockerfile.match(/^FROM \$\{BASE\}/gm) ?? []).length,
    )
  })

  void test('the manual’s four settings are those that a node demands', async () => {
    const [install, check] = [
      await read('docs/operators/install.md'),
      await read('src/platform/check/server.ts'),
    ]
    const written = [...install.matchAll(/^ +(log_\w+) = (\w+)$/gm)].map(
      ([, name, value]) => `${name ?? ''} ${value ?? ''}`,
    )
    assert.equal(written.length, 4)
    for (const one of written) {
      const [name = '', value = ''] = one.split(' ')
      assert.match(check, new RegExp(`${name}: \\{\\s+wanted: '${value}'|${name}: \\{ wanted: '${value}'`))
    }
  })
})

/** The example's lines, with what it leaves to the operator filled in. */
function production(text: string): NodeJS.ProcessEnv {
  const lines = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value])
  return {
    ...(Object.fromEntries(lines) as Record<string, string>),
    OIDC_CLIENT_SECRET: 'k3Jq9vWm2Xr8Tz5Lp7Nc4Hd6',
  }
}
