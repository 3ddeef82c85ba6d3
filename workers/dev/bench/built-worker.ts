/**
 * Bundles a Worker as a deployment would. It can then run in its own workerd, without the proxy
 * that wrangler puts before it in development.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../paths.ts'

const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')

export interface BuiltModule {
  type: 'ESModule' | 'Text'
  path: string
  contents: string
}

/**
 * The files that the bundler writes for `wrangler deploy` with these arguments: the script first,
 * then the texts that it imports.
 */
export const builtModules = async (
  args: readonly string[],
  cwd: string,
): Promise<BuiltModule[]> => {
  const into = mkdtempSync(join(tmpdir(), 'built-'))
  try {
    const child = spawn(
      process.execPath,
      [wrangler, 'deploy', '--dry-run', '--outdir', into, ...args],
      { cwd, stdio: 'ignore' },
    )
    const [code] = (await once(child, 'exit')) as [number]
    if (code !== 0) throw new Error(`wrangler could not build ${args.join(' ')}`)
    return readdirSync(into)
      .filter((file) => file.endsWith('.js') || (file.endsWith('.md') && file !== 'README.md'))
      .sort((a, b) => Number(b.endsWith('.js')) - Number(a.endsWith('.js')))
      .map((file) => ({
        type: file.endsWith('.js') ? 'ESModule' : 'Text',
        path: file,
        contents: readFileSync(join(into, file), 'utf8'),
      }))
  } finally {
    rmSync(into, { recursive: true, force: true })
  }
}
