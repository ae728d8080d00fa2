/** What is missing from the doc comments of a file's exported functions. Reads syntax only, so that it is quick. */
import ts from 'typescript'

/**
 * Types that say all there is to say of a parameter: what each one is stands with the type itself. A line for
 * every `scope` would repeat one sentence a thousand times.
 */
const EVIDENT = new RegExp(
  `^(Readonly<|Pick<|Omit<)?(${[
    ...['Scope', 'MemberScope', 'PublicScope', 'ServiceScope', 'Transaction', 'Database', 'Duck'],
    ...['FastifyInstance', 'FastifyRequest', 'FastifyReply', 'Log', 'Terminal', 'Geography'],
    ...['PublicServices', 'PublicSite', 'PublicSiteServices', 'TriageServices'],
  ].join('|')})\\b`,
)

export type Gap = { name: string; line: number; missing: string[] }

type Exported = {
  name: string
  /** where the comment stands */
  host: ts.Node
  /** null where a named type of the constant says what it takes and gives, as `Task` does */
  signature: ts.SignatureDeclaration | null
  body: ts.Node | undefined
}

/**
 * Looks at every function that a file exports by name: declarations, and constants that hold a function.
 * @param file - its path; only its ending matters
 * @param text - what stands in it
 * @returns one entry for each function that lacks something, in the order of the file
 */
export function gapsOf(file: string, text: string): Gap[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  return exportedFunctions(source).flatMap((one) => {
    const missing = missingFrom(one, source)
    const { line } = source.getLineAndCharacterOfPosition(one.host.getStart(source))
    return missing.length === 0 ? [] : [{ name: one.name, line: line + 1, missing }]
  })
}

function exportedFunctions(source: ts.SourceFile): Exported[] {
  const found = new Map<string, Exported>()
  for (const statement of source.statements) {
    if (!isExported(statement)) continue
    if (ts.isFunctionDeclaration(statement)) {
      const name = statement.name?.text ?? 'default'
      const before = found.get(name)
      // Of overloads the first carries the comment; the last has the body.
      if (before) before.body = statement.body
      else found.set(name, { name, host: statement, signature: statement, body: statement.body })
    }
    if (ts.isVariableStatement(statement))
      for (const { name, type, initializer } of statement.declarationList.declarations)
        if (initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)))
          found.set(name.getText(source), {
            name: name.getText(source),
            host: statement,
            signature: type ? null : initializer,
            body: initializer.body,
          })
  }
  return [...found.values()]
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some((one) => one.kind === ts.SyntaxKind.ExportKeyword)
  )
}

function missingFrom({ host, signature, body }: Exported, source: ts.SourceFile): string[] {
  const comments = ts.getJSDocCommentsAndTags(host).filter(ts.isJSDoc)
  const tags = comments.flatMap((one) => [...(one.tags ?? [])])
  if (comments.length === 0) return ['a doc comment']
  const says = (is: (tag: ts.JSDocTag) => boolean) => tags.some((tag) => is(tag) && textOf(tag) !== '')
  const parameters = tags.filter(ts.isJSDocParameterTag)
  const missing = signature ? ofParameters(signature, parameters, source) : []
  if (signature && givesSomething(signature, body) && !says(ts.isJSDocReturnTag)) missing.push('@returns')
  if (signature && body && throwsItself(body) && !says(ts.isJSDocThrowsTag)) missing.push('@throws')
  return missing
}

/** A parameter that is taken apart has no name: its tag may have any that no other parameter has. */
function ofParameters(
  signature: ts.SignatureDeclaration,
  tags: readonly ts.JSDocParameterTag[],
  source: ts.SourceFile,
): string[] {
  const said = new Map(tags.map((tag) => [tag.name.getText(source), textOf(tag)]))
  const named = new Set(
    signature.parameters.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : [])),
  )
  const others = [...said.keys()].filter((one) => !named.has(one) && !one.includes('.'))
  const missing: string[] = []
  for (const { name, type } of signature.parameters) {
    const isEvident = EVIDENT.test(type?.getText(source) ?? '')
    if (ts.isIdentifier(name)) {
      if (!isEvident && !name.text.startsWith('_') && (said.get(name.text) ?? '') === '')
        missing.push(`@param ${name.text}`)
    } else if (others.shift() === undefined && !isEvident) missing.push('@param for what is taken apart')
  }
  return [...missing, ...others.map((one) => `${one} is no parameter`)]
}

function givesSomething(signature: ts.SignatureDeclaration, body: ts.Node | undefined): boolean {
  const type = signature.type?.getText()
  if (type !== undefined) return !/^(Promise<)?(void|never|undefined)>?$|^asserts\b/.test(type)
  if (!body || !ts.isBlock(body)) return true
  return some(body, (node) => ts.isReturnStatement(node) && node.expression !== undefined)
}

/** Whether a `throw` stands in its own body; what functions that it calls throw is not looked at. */
function throwsItself(body: ts.Node): boolean {
  return some(body, ts.isThrowStatement)
}

/** Whether there is such a node, outside functions in it and outside `try` with a `catch`. */
function some(node: ts.Node, is: (node: ts.Node) => boolean): boolean {
  if (is(node)) return true
  return (
    ts.forEachChild(node, (child) => {
      if (ts.isFunctionLike(child)) return undefined
      const isCaught = ts.isTryStatement(node) && node.catchClause && child === node.tryBlock
      return !isCaught && some(child, is) ? true : undefined
    }) ?? false
  )
}

function textOf(tag: ts.JSDocTag): string {
  // A tag that begins with a name in braces or a backtick is read as a type or a name by the parser.
  const [, after = ''] = /^@\S+\s*([\s\S]*)$/.exec(tag.getText()) ?? []
  const text = after.replaceAll(/^\s*\*/gm, '').trim()
  return ts.isJSDocParameterTag(tag) ? text.replace(/^\S+\s*-?\s*/, '').trim() : text
}
