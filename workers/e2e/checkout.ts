/**
 * A separate checkout for tests that start the real processes, which write secrets, data and the
 * built page into it.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isPageCurrent } from '../dev/build-page.ts'
import { ROOT } from '../dev/paths.ts'

const BUILT_PAGE = 'workers/gateway/public'

/**
 * Copies the files that git tracks, and new files that it does not ignore, into an empty folder.
 * The installed packages are shared. With `built`, the page is copied too where it is built from
 * the present sources, so that a start need not build it.
 */
export const checkOut = ({ built = false } = {}): { root: string; remove(): void } => {
  const root = mkdtempSync(join(tmpdir(), 'checkout-'))
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).split('\0')
  for (const file of files) {
    if (!file || !existsSync(join(ROOT, file))) continue
    mkdirSync(dirname(join(root, file)), { recursive: true })
    cpSync(join(ROOT, file), join(root, file))
  }
  // Copied last, so that it is newer than its sources here too.
  if (built && isPageCurrent())
    cpSync(join(ROOT, BUILT_PAGE), join(root, BUILT_PAGE), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  return {
    root,
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  }
}
