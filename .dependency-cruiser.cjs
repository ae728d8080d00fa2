// The boundaries of CONTRIBUTING.md. A test plants violations and sees them reported, because a tool that
// cannot read the installed TypeScript reports "no violations" over nothing.
const rooms = '^src/rooms/([^/]+)/'

/** Programs of other bodies, and what they and a node ask key holders with. */
const programs = '^src/(keyholder|agency-client|holder-client|witness|verifier)/'
/** Tests, and what rooms hand to tests that walk the whole program. */
const inTests = '\\.(test(-support)?|fixtures)\\.ts$|/fixtures/[^/]+\\.ts$'
/** What of the platform runs without a database, a page or a job. */
const bare = 'platform/(errors|whole-file|http/(fetch-outside|outside-addresses))\\.ts$'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rooms-in-one-direction',
      comment: 'Between rooms a circle is a circle, of types as well: neither can be read without the other.',
      severity: 'error',
      from: { path: rooms, pathNot: inTests },
      to: { circular: true, path: rooms, pathNot: '^src/rooms/$1/' },
    },
    {
      name: 'cli-uses-doors',
      comment: 'A command calls what a room publishes.',
      severity: 'error',
      from: { path: '^src/(cli/|app\\.ts|main\\.ts)', pathNot: inTests },
      to: { path: rooms, pathNot: '^src/rooms/[^/]+/index\\.ts$' },
    },
    {
      name: 'other-bodies-run-it',
      comment:
        'A key holder and an agency’s machine are not of the node: no part of it calls their programs.',
      severity: 'error',
      from: {
        path: '^src/(rooms|platform|library|wire|design|islands|holder-client|app\\.ts|main\\.ts)',
        pathNot: inTests,
      },
      to: { path: '^src/(keyholder|agency-client|witness|verifier)/' },
    },
    {
      name: 'a-program-has-one-door',
      severity: 'error',
      from: { path: '^(src|exercise)/', pathNot: programs },
      to: { path: programs, pathNot: '^src/[^/]+/(index|[^/]+\\.test-support)\\.ts$' },
    },
    {
      name: 'a-program-has-one-door',
      severity: 'error',
      from: { path: programs },
      to: { path: programs, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'a-key-holder-stands-alone',
      comment: 'Whoever runs half a key reads all that runs beside it: no room, no database, no page.',
      severity: 'error',
      from: { path: '^src/keyholder/', pathNot: inTests },
      to: {
        path: '^(src|exercise|bench|test)/',
        pathNot: ['^src/(keyholder|library|wire)/', `^src/${bare}`],
      },
    },
    {
      name: 'an-agency-needs-no-node',
      comment:
        'What runs at an agency that keeps its data knows the wire, and nothing of how a node is built.',
      severity: 'error',
      from: { path: '^src/(agency-client|holder-client)/', pathNot: inTests },
      to: {
        path: '^(src|exercise|bench|test)/',
        pathNot: ['^src/(agency-client|holder-client|library|wire)/', `^src/${bare}`],
      },
    },
    {
      name: 'a-witness-needs-no-node',
      comment: 'Who watches a ledger must not have to trust what writes it.',
      severity: 'error',
      from: { path: '^src/witness/', pathNot: inTests },
      to: {
        path: '^(src|exercise|bench|test)/',
        pathNot: ['^src/(witness|wire)/', `^src/${bare}`],
      },
    },
    {
      name: 'nothing-is-missing',
      comment: 'What cannot be resolved is not checked either.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'wire-imports-nothing',
      severity: 'error',
      from: { path: '^src/wire/', pathNot: ['\\.test\\.ts$', '^src/wire/ledger/digests\\.ts$'] },
      to: { pathNot: '^src/wire/' },
    },
    {
      name: 'wire-imports-nothing',
      comment:
        'Whoever verifies a ledger hashes millions of times: one file takes SHA-256 and Ed25519 of Node.js itself.',
      severity: 'error',
      from: { path: '^src/wire/ledger/digests\\.ts$' },
      to: { pathNot: ['^src/wire/', '^(node:)?crypto$'] },
    },
    {
      name: 'the-verifier-stands-alone',
      comment:
        'Who verifies trusts what they can read: the wire, and what Node.js itself brings. No package.',
      severity: 'error',
      from: { path: '^src/verifier/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^src/(verifier|wire)/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'platform-knows-no-room',
      comment: 'The platform draws pages with what it is handed (render), and imports wire.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(src/(rooms|library|keyholder|agency-client|holder-client|witness|verifier|design|islands|cli|app\\.ts|main\\.ts)|exercise|bench|test)',
      },
    },
    {
      name: 'design-knows-no-room',
      severity: 'error',
      from: { path: '^src/design/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(src/(rooms|library|keyholder|agency-client|holder-client|witness|verifier|platform|islands|cli|app\\.ts|main\\.ts)|exercise|bench|test)',
      },
    },
    {
      name: 'islands-import-wire',
      severity: 'error',
      from: { path: '^src/islands/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(src/(rooms|library|keyholder|agency-client|holder-client|witness|verifier|platform|design|cli|app\\.ts|main\\.ts)|exercise|bench|test)',
      },
    },
    {
      name: 'libraries-are-pure',
      comment:
        'A library imports wire, other libraries and packages: whoever reviews it, or ships it, needs no more.',
      severity: 'error',
      from: { path: '^src/library/', pathNot: inTests },
      to: { path: '^(src|exercise|bench|test)/', pathNot: '^src/(library|wire)/' },
    },
    {
      name: 'a-library-has-doors',
      comment: 'A library is reached through its index.ts, or that of a part which stands alone.',
      severity: 'error',
      from: { path: '^(src/(?!library/)|exercise/)' },
      to: { path: '^src/library/', pathNot: '/index\\.ts$' },
    },
    {
      name: 'a-library-has-doors',
      severity: 'error',
      from: { path: '^src/library/([^/]+)/' },
      to: { path: '^src/library/', pathNot: ['^src/library/$1/', '/index\\.ts$'] },
    },
    {
      name: 'a-room-has-one-door',
      comment: 'Another room is reached through its index.ts and nothing else.',
      severity: 'error',
      from: { path: rooms },
      to: {
        path: rooms,
        pathNot: ['^src/rooms/$1/', '^src/rooms/[^/]+/(index|[^/]+\\.test-support)\\.ts$'],
      },
    },
    {
      name: 'helpers-of-tests-stay-in-tests',
      severity: 'error',
      from: { path: '^(src|exercise)/', pathNot: inTests },
      to: { path: '\\.test-support\\.ts$' },
    },
    {
      name: 'sharing-and-search-know-no-kind',
      comment:
        'What they need of a kind of record, they are handed (platform/rooms/record-kind.ts): the next kind needs no change of theirs.',
      severity: 'error',
      from: { path: '^src/rooms/(sharing|search)/', pathNot: inTests },
      to: { path: rooms, pathNot: '^src/rooms/$1/' },
    },
    {
      name: 'rooms-stand-on-the-platform',
      comment:
        'A room imports platform, library, holder-client, wire, design and other rooms; who boots it, it does not know.',
      severity: 'error',
      from: { path: rooms, pathNot: inTests },
      to: { path: '^(src/(islands|cli|app\\.ts|main\\.ts)|exercise|bench|test)' },
    },
    {
      name: 'tools-stay-out-of-the-program',
      comment: 'What is installed for development is not there in production.',
      severity: 'error',
      from: { path: '^src/', pathNot: inTests },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
    },
  },
}
