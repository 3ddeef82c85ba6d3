/** A client of the API, made from its own description as a stranger would make one. */
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Target } from '../dev/access-token.ts'
import { ROOT } from '../dev/paths.ts'

const TOOLS = join(ROOT, '.ci/client')
const OUT = join(TOOLS, 'dist')
const COMPILER = {
  strict: true,
  skipLibCheck: true,
  module: 'nodenext',
  target: 'es2024',
  types: ['node'],
  outDir: 'out',
}

/** This process holds the database that is asked meanwhile, so it does not wait idle. */
const run = async (command: string, args: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(command, args, { cwd: OUT, timeout: 110_000 })
  return stdout
}

/** What the example of a client prints, compiled against the types of this document. */
export const runClient = async (document: unknown, { url, token }: Target): Promise<unknown> => {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT)
  writeFileSync(join(OUT, 'openapi.json'), JSON.stringify(document))
  writeFileSync(join(OUT, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER }))
  cpSync(join(TOOLS, 'example.ts'), join(OUT, 'example.ts'))
  // A field with a default may be left out of a request.
  const types = 'openapi.json -o api.ts --default-non-nullable false'
  await run(join(TOOLS, 'node_modules/.bin/openapi-typescript'), types.split(' '))
  await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', OUT])
  return JSON.parse(await run(process.execPath, ['out/example.js', url, token ?? '']))
}

/** The problems that Redocly's recommended rules find in a document. */
export const lintDescription = (document: unknown): string[] =>
  JSON.parse(
    execFileSync(process.execPath, [join(TOOLS, 'lint.mjs')], {
      input: JSON.stringify(document),
      encoding: 'utf8',
      timeout: 110_000,
    }),
  )
