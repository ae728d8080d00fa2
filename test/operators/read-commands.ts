/** The manual's commands: code blocks that are marked `sh try` are run by a test, as they stand on the page. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ROOT } from '../support/database.ts'

export type Commands = { line: number; text: string }

const FENCE = /^( *)```(.*)$/

/**
 * Reads the marked blocks of a page, in their order.
 * @param page - relative to the project, like `docs/api.md`
 * @param mark - what stands behind `sh` in the fence
 * @returns each block's text without the indentation of its fence, and the line of the page at which it begins
 */
export async function readCommands(page: string, mark = 'try'): Promise<Commands[]> {
  const lines = (await readFile(path.join(ROOT, page), 'utf8')).split('\n')
  const blocks: Commands[] = []
  let open: { indent: string; marked: boolean; line: number; text: string[] } | null = null
  for (const [at, line] of lines.entries()) {
    const [, indent = '', info = ''] = FENCE.exec(line) ?? []
    const isFence = FENCE.test(line)
    if (isFence && open === null) {
      const words = info.trim().split(/\s+/)
      open = { indent, marked: words[0] === 'sh' && words.slice(1).includes(mark), line: at + 2, text: [] }
    } else if (isFence && open !== null) {
      if (open.marked) blocks.push({ line: open.line, text: open.text.join('\n') })
      open = null
    } else open?.text.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line)
  }
  return blocks
}

/**
 * Runs blocks one behind the other in one shell, as somebody does who follows the page.
 * @param options - the folder to stand in, and what the shell knows beside this process' own environment
 * @returns everything that was printed
 * @throws at the first command that fails, with the line of its block and what was printed
 */
export async function runCommands(
  page: string,
  blocks: readonly Commands[],
  options: { folder: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  if (blocks.length === 0) throw new Error(`${page} has no commands to try`)
  const script = blocks
    .map(({ line, text }) => `: "== ${page}:${String(line)}"; echo "== ${page}:${String(line)}"\n${text}\n`)
    .join('')
  const child = spawn('bash', ['-euo', 'pipefail'], {
    cwd: options.folder,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  child.stdin.end(script)
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (status !== 0) throw new Error(`status ${String(status)} behind the last of these:\n${said}`)
  return said
}
