/**
 * What a deployment looks at in the account and in the database before it changes anything. Each
 * check says what it found, or throws a DeployError that says what to do.
 */
import { z } from 'zod'
import { reasonOf } from '../start-error.ts'
import { Cloudflare, type Hyperdrive, originOf } from './cloudflare.ts'
import { DeployError } from './deploy-error.ts'
import type { DeployTools } from './deploy-tools.ts'
import { deployedName } from './deployed-config.ts'
import { withoutPassword } from './redact.ts'
import { readSchemaState, type SchemaState } from './schema-state.ts'
import type { WorkerToDeploy } from './worker-config.ts'
import type { HeldSecrets } from './worker-secrets.ts'

const credentialSchema = z.object({ type: z.string(), token: z.string().optional() })

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The credential that wrangler uses: the token of the environment, or that of its login. */
export const checkCredential = async ({
  say,
  wrangler,
  environment,
  secrets,
}: DeployTools): Promise<Cloudflare> => {
  const { code, stdout } = await wrangler(['auth', 'token', '--json'], environment)
  const read = credentialSchema.safeParse(code === 0 ? parsed(stdout) : null)
  const token = read.success ? read.data.token : undefined
  if (token === undefined)
    throw new DeployError(
      'nobody is signed in: set CLOUDFLARE_API_TOKEN, or run `npx wrangler login`',
    )
  secrets.push(token)
  say(environment.CLOUDFLARE_API_TOKEN ? 'CLOUDFLARE_API_TOKEN' : 'the login of wrangler')
  return new Cloudflare(token, environment.CLOUDFLARE_API_BASE_URL || undefined)
}

/** The account that the environment names, else the only one of the credential. */
export const checkAccount = async (
  cloudflare: Cloudflare,
  { say, environment }: DeployTools,
): Promise<string> => {
  const accounts = await cloudflare.accounts()
  const wanted = environment.CLOUDFLARE_ACCOUNT_ID
  const found = wanted ? accounts.filter(({ id }) => id === wanted) : accounts
  const [account] = found
  if (!account)
    throw new DeployError(
      wanted
        ? `the credential has no account ${wanted}`
        : 'the credential has no account: it needs the permissions that workers/README.md names',
    )
  if (found.length > 1)
    throw new DeployError(
      `the credential has ${found.length} accounts: name one by CLOUDFLARE_ACCOUNT_ID: ${found
        .map(({ id, name }) => `${id} (${name})`)
        .join(', ')}`,
    )
  say(`account ${account.name} (${account.id})`)
  return account.id
}

/** The Workers of this environment that the account has, by configured name, with their secrets. */
export const checkScripts = async (
  cloudflare: Cloudflare,
  account: string,
  workers: readonly WorkerToDeploy[],
  environment: string,
  say: DeployTools['say'],
): Promise<HeldSecrets> => {
  const scripts = await cloudflare.scripts(account)
  const held = new Map<string, ReadonlySet<string>>()
  for (const { config } of workers) {
    const script = deployedName(config.name, environment)
    if (scripts.has(script)) held.set(config.name, await cloudflare.secrets(account, script))
  }
  say(`${held.size} of ${workers.length} Workers are there already`)
  return held
}

/** The direct address of the database. */
export const checkDatabase = async ({
  say,
  environment,
  secrets,
}: DeployTools): Promise<{ url: string; state: SchemaState }> => {
  const url = environment.DATABASE_URL || environment.NEON_DATABASE_URL
  if (!url)
    throw new DeployError(
      'set DATABASE_URL to the direct address of the database, or NEON_DATABASE_URL',
    )
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    throw new DeployError(
      'the address of the database is none: postgres://user:password@host/database',
    )
  secrets.push(url, new URL(url).password, originOf(url).password)
  const state = await readSchemaState(url).catch((error: unknown) => {
    throw new DeployError(
      `the database at ${withoutPassword(url)} cannot be read: ${reasonOf(error)}`,
    )
  })
  if (state.unknown > 0)
    throw new DeployError(
      `the database at ${withoutPassword(url)} has ${state.unknown} migrations that this version does not know: a newer one has been there. Deploy that one`,
    )
  say(
    `database ${withoutPassword(url)}, ${state.missing.length === 0 ? 'with every migration' : `${state.missing.length} migrations to apply`}`,
  )
  return { url, state }
}

export const pointsAt = ({ origin }: Hyperdrive, url: string): boolean => {
  const wanted = originOf(url)
  return (
    origin.host === wanted.host &&
    (origin.port ?? wanted.port) === wanted.port &&
    origin.database === wanted.database &&
    origin.user === wanted.user
  )
}

/** The Hyperdrive configuration of this name, which must point at the database that was named. */
export const checkHyperdrive = (
  known: readonly Hyperdrive[],
  name: string,
  url: string,
  repoint: boolean,
): Hyperdrive | null => {
  const found = known.find((one) => one.name === name)
  if (!found || repoint || pointsAt(found, url)) return found ?? null
  const { host, port, database, user } = found.origin
  throw new DeployError(
    `Hyperdrive ${name} points at ${user}@${host}:${port}/${database}, and DATABASE_URL names ${withoutPassword(url)}. With --repoint it is changed`,
  )
}
