import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import { readConfig, WrongSetting } from './config.ts'

void describe('configuration', () => {
  void test('an empty variable is one that is not set', () => {
    const empty = readConfig(
      { DATA_DIR: '', PORT: '', DATABASE_URL: '', PUBLIC_URL: '', EXERCISE_DIR: '' },
      { demo: true },
    )
    assert.deepEqual(empty, readConfig({}, { demo: true }))
    assert.equal(empty.dataFolder, path.resolve('data'))
    assert.equal(empty.port, 3000)
  })

  void test('a wrong variable is named', () => {
    assert.throws(
      () => readConfig({ PORT: 'many' }, { demo: true }),
      (fault) => fault instanceof WrongSetting && fault.message.startsWith('PORT:'),
    )
  })

  void test('mail goes by the server that the operator names, with the address it comes from', () => {
    const mail = { SMTP_URL: 'smtps://mail.example', MAIL_FROM: 'seamark@node.example' }
    assert.deepEqual(readConfig(mail, { demo: true }).mail, {
      ...{ host: 'mail.example', port: 465, tls: 'from-the-start', login: null },
      from: 'seamark@node.example',
    })
    assert.equal(readConfig({}, { demo: true }).mail, null)
    for (const [wrong, named] of [
      [{ SMTP_URL: mail.SMTP_URL }, /\bMAIL_FROM: is missing/],
      [{ MAIL_FROM: mail.MAIL_FROM }, /\bSMTP_URL: is missing/],
      [{ ...mail, SMTP_URL: 'https://mail.example' }, /\bSMTP_URL:/],
      [{ ...mail, MAIL_FROM: 'Seamark' }, /\bMAIL_FROM:/],
    ] as const)
      assert.throws(() => readConfig(wrong, { demo: true }), named)
  })

  void test('the operator’s port is never the public’s', () => {
    assert.throws(
      () => readConfig({ PORT: '3000', OPERATOR_PORT: '3000' }, { demo: true }),
      (fault) => fault instanceof WrongSetting && fault.message.startsWith('OPERATOR_PORT:'),
    )
    assert.throws(
      () => readConfig({ PORT: '9464' }, { demo: true }),
      (fault) => fault instanceof WrongSetting && /^PORT: 9464 .*OPERATOR_PORT/.test(fault.message),
    )
    assert.equal(readConfig({ PORT: '9464', OPERATOR_PORT: '9465' }, { demo: true }).port, 9464)
    const usual = { host: '127.0.0.1', port: 9464 }
    assert.deepEqual(readConfig({}, { demo: true }).operator, { ...usual, otherIfTaken: true })
    const asked = readConfig({ OPERATOR_PORT: '9464' }, { demo: true }).operator
    assert.deepEqual(asked, { ...usual, otherIfTaken: false })
  })

  void test('production refuses what belongs to the demo', () => {
    assert.throws(() => readConfig({ NODE_ENV: 'production' }, { demo: true }), /demo/)
    assert.throws(() => readConfig({ NODE_ENV: 'production' }, { demo: false }), /OIDC_ISSUER/)
  })

  const production = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://seamark.example',
    DATABASE_URL: 'postgresql://seamark@db.example/seamark',
    OIDC_ISSUER: 'https://identity.example/realm',
    OIDC_CLIENT_ID: 'seamark-node',
    OIDC_CLIENT_SECRET: 'k3Jq9vWm2Xr8Tz5Lp7Nc4Hd6',
  }
  const refuses = (name: string, value: string, more: NodeJS.ProcessEnv = {}) => {
    assert.throws(
      () => readConfig({ ...production, ...more, [name]: value }, { demo: false }),
      (fault) => fault instanceof WrongSetting && fault.message.startsWith(`${name}:`),
      `${name}=${value}`,
    )
  }

  void test('production takes settings that are well', () => {
    const config = readConfig(
      { ...production, SESSION_HOURS: '24', SESSION_IDLE_MINUTES: '120', API_AUDIENCE: 'seamark-api' },
      { demo: false },
    )
    assert.deepEqual([config.sessionHours, config.sessionIdleMinutes], [24, 120])
    for (const secret of ['0123456789abcdef0f1e2d3c4b5a69788796a5b4', 'correct-Horse.battery~staple77'])
      readConfig({ ...production, OIDC_CLIENT_SECRET: secret }, { demo: false })
  })

  void test('the API’s audience is not the client: no identity token is a key to the API', () => {
    refuses('API_AUDIENCE', 'seamark-node')
    refuses('API_AUDIENCE', ' seamark-node ')
    refuses('API_AUDIENCE', ' ')
    assert.throws(
      () =>
        readConfig({ ...production, NODE_ENV: 'development', API_AUDIENCE: 'seamark-node' }, { demo: false }),
      /API_AUDIENCE/,
    )
  })

  void test('a session has an end that somebody lives to see', () => {
    for (const value of ['0', '-1', '25', '999999', '1.5', 'Infinity', 'NaN', '1e9', 'twelve'])
      refuses('SESSION_HOURS', value)
    for (const value of ['0', '-30', '121', '999999', '0.5', 'Infinity', 'x'])
      refuses('SESSION_IDLE_MINUTES', value)
    refuses('SESSION_IDLE_MINUTES', '90', { SESSION_HOURS: '1' })
  })

  void test('a secret of too little variety is none', () => {
    for (const secret of [
      'a'.repeat(24),
      'ab'.repeat(20),
      'abcdefghijklmnopqrstuvwxyz',
      '123456789012345678901234567890',
      'Summer2026!Summer2026!Summer2026!',
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
      'password-password-1234567',
      'changeme-changeme-changeme',
      'too-short',
      ' '.repeat(40),
    ])
      refuses('OIDC_CLIENT_SECRET', secret)
  })

  void test('every number has bounds, and every address the form of its kind', () => {
    for (const [name, values] of Object.entries({
      PORT: ['-1', '65536', '1e99', '80.5'],
      DATABASE_CONNECTIONS: ['0', '-1', '100000', 'many'],
      PUBLIC_URL: [
        'javascript:alert(1)',
        'ftp://seamark.example',
        'https://seamark.example/below',
        'https://a@b.example',
        'https://seamark.example/?x',
        'seamark.example',
      ],
      OIDC_ISSUER: [
        'file:///etc/passwd',
        'https://identity.example/?tenant=1',
        'https://u:p@identity.example',
        'http://identity.example',
      ],
      DATABASE_URL: ['mysql://db.example/seamark', '/var/run/postgresql'],
      HOST: ['0.0.0.0 --open', 'http://0.0.0.0'],
      TRUST_PROXY: ['yes please'],
      LOG_LEVEL: ['everything'],
      NODE_ENV: ['prod'],
    }))
      for (const value of values) refuses(name, value)
  })

  void test('settings that belong together come together', () => {
    for (const name of ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
      assert.throws(
        () => readConfig({ ...production, NODE_ENV: 'test', [name]: '' }, { demo: false }),
        (fault) => fault instanceof WrongSetting && fault.message.startsWith(`${name}:`),
      )
    assert.throws(
      () => readConfig({ MIGRATION_DATABASE_URL: 'postgresql://db.example/seamark' }, { demo: true }),
      /^WrongSetting: DATABASE_URL:|DATABASE_URL: is missing/,
    )
  })
})
