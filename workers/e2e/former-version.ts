/**
 * A checkout of the version before the newest migration, for a test that runs it on today's schema.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../dev/paths.ts'

export interface FormerVersion {
  commit: string
  /** Migrations that this version does not know. */
  later: string[]
}

const git = (args: string[], input?: Buffer): Buffer =>
  execFileSync('git', args, { cwd: ROOT, stdio: 'pipe', maxBuffer: 1e9, ...(input && { input }) })

const linesOf = (args: string[]): string[] => git(args).toString().split('\n').filter(Boolean)

/**
 * The commit that `FORMER_COMMIT` names, else the one before the newest that added a migration; or
 * why there is none: a copy without history, or one whose history was cut.
 */
export const formerVersion = (): FormerVersion | { absent: string } => {
  try {
    const named = process.env.FORMER_COMMIT
    const [newest] = linesOf([
      'log',
      '-1',
      '--diff-filter=A',
      '--format=%H',
      '--',
      'migrations/*.sql',
    ])
    const [commit] = linesOf(['rev-parse', '--verify', `${named ?? `${newest}^`}^{commit}`])
    if (commit === undefined) return { absent: 'the history names no migration' }
    const later = linesOf([
      'diff',
      '--name-only',
      '--diff-filter=A',
      commit,
      '--',
      'migrations/*.sql',
    ])
    return { commit, later }
  } catch {
    return { absent: 'the history of this copy does not have the version before' }
  }
}

/** Its files, with the installed packages and the built page of this version. */
export const checkOutFormer = ({ commit }: FormerVersion): { root: string; remove(): void } => {
  const root = mkdtempSync(join(tmpdir(), 'former-'))
  execFileSync('tar', ['-x', '-C', root], {
    input: git(['archive', '--format=tar', commit]),
    maxBuffer: 1e9,
  })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  const page = 'workers/gateway/public'
  cpSync(join(ROOT, page), join(root, page), { recursive: true })
  return { root, remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 20 }) }
}
