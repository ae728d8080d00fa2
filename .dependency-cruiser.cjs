// The boundaries of DESIGN.md. A test plants violations and sees them reported, because a tool that
// cannot read the installed TypeScript reports "no violations" over nothing.
const rooms = '^src/rooms/([^/]+)/'

// What breaks a rule today. These lists may only grow shorter: a test fails on an entry that is needed no more.
const known = {
  /** `src/cli` reaches inside a room, because another body's program still stands in one. */
  'cli-uses-doors': [
    ['src/cli/keyholder.ts', 'src/rooms/deconfliction/sealed/keyholder/app.ts'],
    ['src/cli/keyholder.ts', 'src/rooms/deconfliction/sealed/keyholder/folder.ts'],
    ['src/cli/keyholder.ts', 'src/rooms/deconfliction/sealed/keyholder/ledger.ts'],
    ['src/cli/keyholder.ts', 'src/rooms/deconfliction/sealed/keyholder/rotate.ts'],
  ],
}
const exact = (file) => `^${file.replaceAll('.', '\\.')}$`

/** One rule for all commands, and one for each that has an entry in the list: what one may, another may not. */
const commandsUseDoors = [null, ...new Set(known['cli-uses-doors'].map(([from]) => from))].map((command) => ({
  name: 'cli-uses-doors',
  comment: 'A command calls what a room publishes.',
  severity: 'error',
  from:
    command === null
      ? {
          path: '^src/(cli/|app\\.ts|main\\.ts)',
          pathNot: ['\\.test(-support)?\\.ts$', ...known['cli-uses-doors'].map(([from]) => exact(from))],
        }
      : { path: exact(command) },
  to: {
    path: rooms,
    pathNot: [
      '^src/rooms/.+/index\\.ts$',
      ...known['cli-uses-doors'].filter(([from]) => from === command).map(([, to]) => exact(to)),
    ],
  },
}))

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
      from: { path: rooms, pathNot: '\\.test(-support)?\\.ts$' },
      to: { circular: true, path: rooms, pathNot: '^src/rooms/$1/' },
    },
    ...commandsUseDoors,
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
      from: { path: '^src/wire/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/wire/' },
    },
    {
      name: 'platform-knows-no-room',
      comment: 'The platform draws pages with what it is handed (render), and imports wire.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/(rooms|library|design|islands|cli|app\\.ts|main\\.ts)|exercise|bench|test)' },
    },
    {
      name: 'design-knows-no-room',
      severity: 'error',
      from: { path: '^src/design/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/(rooms|library|platform|islands|cli|app\\.ts|main\\.ts)|exercise|bench|test)' },
    },
    {
      name: 'islands-import-wire',
      severity: 'error',
      from: { path: '^src/islands/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/(rooms|library|platform|design|cli|app\\.ts|main\\.ts)|exercise|bench|test)' },
    },
    {
      name: 'libraries-are-pure',
      comment:
        'A library imports wire, other libraries and packages: whoever reviews it, or ships it, needs no more.',
      severity: 'error',
      from: { path: '^src/library/', pathNot: '\\.test(-support)?\\.ts$' },
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
      to: { path: rooms, pathNot: ['^src/rooms/$1/', '^src/rooms/[^/]+/index\\.ts$'] },
    },
    {
      name: 'rooms-stand-on-the-platform',
      comment:
        'A room imports platform, library, wire, design and other rooms; who boots it, it does not know.',
      severity: 'error',
      from: { path: rooms, pathNot: '\\.test(-support)?\\.ts$' },
      to: { path: '^(src/(islands|cli|app\\.ts|main\\.ts)|exercise|bench|test)' },
    },
    {
      name: 'tools-stay-out-of-the-program',
      comment: 'What is installed for development is not there in production.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test(-support)?\\.ts$' },
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

// For the test that keeps the list honest; the tool itself is handed nothing it does not know.
Object.defineProperty(module.exports, 'known', { value: known, enumerable: false })
