/** Carries out the steps of a prepared deployment, one after the other, and says what each did. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyMigrations } from '../database.ts'
import { reasonOf } from '../start-error.ts'
import { pointsAt } from './account-checks.ts'
import { awaitHealth } from './await-health.ts'
import { originOf } from './cloudflare.ts'
import type { DeployArguments } from './deploy-arguments.ts'
import { DeployError } from './deploy-error.ts'
import { type DeployStep, stepInWords } from './deploy-plan.ts'
import type { DeployTools } from './deploy-tools.ts'
import { type DeploySettings, deployedConfig } from './deployed-config.ts'
import { keepKey, keptKeyFile } from './kept-key.ts'
import type { PreparedDeploy } from './prepare-deploy.ts'
import { readSchemaState } from './schema-state.ts'
import type { Environment } from './wrangler-command.ts'

/** The last lines of wrangler that tell why it failed. */
const TOLD_LINES = 15

/** Ids that the steps found or made, for those that come after. */
interface FoundIds {
  kv: Map<string, string>
  hyperdrive: string | null
}

type StepOf<Does extends DeployStep['do']> = Extract<DeployStep, { do: Does }>

/** The variables of the Workers that the environment of the command may set. */
const GIVEN = [
  'SEC_USER_AGENT',
  'ACCESS_TEAM_DOMAIN',
  'ACCESS_AUDIENCE',
  'ACCESS_ADMINS',
  'ACCESS_WRITERS',
] as const

const givenVariables = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    GIVEN.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  )

class Deployment {
  readonly #prepared: PreparedDeploy
  readonly #wish: DeployArguments
  readonly #tools: DeployTools
  readonly #ids: FoundIds = { kv: new Map(), hyperdrive: null }

  constructor(prepared: PreparedDeploy, wish: DeployArguments, tools: DeployTools) {
    this.#prepared = prepared
    this.#wish = wish
    this.#tools = tools
  }

  /** Returns what was done, in words. */
  do(step: DeployStep): Promise<string> {
    switch (step.do) {
      case 'namespace':
        return this.#namespace(step)
      case 'hyperdrive':
        return this.#hyperdrive(step)
      case 'migrate':
        return this.#migrate()
      case 'worker':
        return this.#worker(step)
      case 'health':
        return this.#health()
    }
  }

  async #namespace({ id, title }: StepOf<'namespace'>): Promise<string> {
    const { cloudflare, account, namespaces } = this.#prepared
    const found = namespaces.find((one) => one.title === title)
    const known = found?.id ?? (await cloudflare.createNamespace(account, title))
    this.#ids.kv.set(id, known)
    return found ? 'found' : 'made'
  }

  async #hyperdrive({ name }: StepOf<'hyperdrive'>): Promise<string> {
    const { cloudflare, account, hyperdrive, databaseUrl } = this.#prepared
    if (!hyperdrive) {
      const origin = originOf(databaseUrl)
      this.#ids.hyperdrive = await cloudflare.createHyperdrive(account, name, origin)
      return 'made'
    }
    this.#ids.hyperdrive = hyperdrive.id
    const isElsewhere = this.#wish.repoint && !pointsAt(hyperdrive, databaseUrl)
    const caches = hyperdrive.caching?.disabled !== true
    if (!isElsewhere && !caches) return 'found'
    await cloudflare.changeHyperdrive(account, hyperdrive.id, {
      ...(isElsewhere && { origin: originOf(databaseUrl) }),
      ...(caches && { caching: { disabled: true } }),
    })
    return [isElsewhere && 'pointed at another database', caches && 'its caching switched off']
      .filter(Boolean)
      .join(', ')
  }

  async #migrate(): Promise<string> {
    const { databaseUrl } = this.#prepared
    const { missing } = await readSchemaState(databaseUrl)
    await applyMigrations(databaseUrl).catch((error: unknown) => {
      throw new DeployError(reasonOf(error))
    })
    const left = (await readSchemaState(databaseUrl)).missing
    if (left.length > 0)
      throw new DeployError(
        `${left.join(', ')}: older than the newest migration that the database has, so left out`,
      )
    return missing.length === 0 ? 'nothing to apply' : `applied ${missing.join(', ')}`
  }

  #settings(): DeploySettings {
    const { environment } = this.#tools
    return {
      environment: this.#wish.environment,
      hosts: this.#wish.hosts,
      variables: {
        PUBLIC_HOSTS: [this.#prepared.host, ...this.#wish.hosts.slice(1)].join(','),
        BEHIND_CLOUDFLARE: 'true',
        ...givenVariables(environment),
      },
    }
  }

  async #worker({ worker, without }: StepOf<'worker'>): Promise<string> {
    const { workers, secrets, account } = this.#prepared
    const { folder, wrangler, environment, show } = this.#tools
    const found = workers.find(({ config }) => config.name === worker)
    if (!found) throw new DeployError(`there is no Worker ${worker}`)
    const config = deployedConfig(found, this.#settings(), this.#ids, without)
    const own = join(folder, config.name)
    const [configFile, secretsFile] = [join(own, 'wrangler.json'), join(own, 'secrets.json')]
    mkdirSync(own, { recursive: true, mode: 0o700 })
    writeFileSync(configFile, `${JSON.stringify(config, null, 2)}\n`)
    const values = secrets.values.get(worker) ?? {}
    const names = Object.keys(values)
    const makesKey = worker === 'config-service' && secrets.uses_kept_key
    if (makesKey) keepKey(folder, values.KEY_ENCRYPTION_KEY ?? '')
    try {
      if (names.length > 0) writeFileSync(secretsFile, JSON.stringify(values), { mode: 0o600 })
      const withSecrets = names.length > 0 ? ['--secrets-file', secretsFile] : []
      const { code, output, deployed } = await wrangler(
        ['deploy', '--config', configFile, ...withSecrets],
        { ...environment, CLOUDFLARE_ACCOUNT_ID: account },
      )
      if (code !== 0)
        throw new DeployError(output.trimEnd().split('\n').slice(-TOLD_LINES).join('\n'))
      if (makesKey) show(`     its key-encryption key is kept in ${keptKeyFile(folder)}`)
      if (worker === this.#prepared.gateway && secrets.shows_admin_token)
        show(`     ADMIN_TOKEN, shown this once: ${values.ADMIN_TOKEN}`)
      const version = `version ${deployed?.version_id ?? 'not told'}`
      return names.length > 0 ? `${version}, with ${names.join(', ')}` : version
    } finally {
      rmSync(secretsFile, { force: true })
    }
  }

  async #health(): Promise<string> {
    const { health, addressOf } = this.#tools
    const address = addressOf(this.#prepared.host)
    const wrong = await awaitHealth(address, health)
    if (wrong !== null) throw new DeployError(`${address}/healthz: ${wrong}`)
    return `every service answers at ${address}`
  }
}

/**
 * Stops at the first step that fails, with a DeployError that tells which steps were done. What was
 * done is found by the next run, which goes on from there.
 */
export const carryOut = async (
  prepared: PreparedDeploy,
  wish: DeployArguments,
  tools: DeployTools,
): Promise<void> => {
  const deployment = new Deployment(prepared, wish, tools)
  const done: string[] = []
  for (const step of prepared.steps) {
    const what = stepInWords(step, wish.environment)
    try {
      tools.say(`${what}: ${await deployment.do(step)}`)
      done.push(what)
    } catch (error) {
      if (!(error instanceof DeployError)) throw error
      const before = done.length === 0 ? 'nothing' : done.join('; ')
      throw new DeployError(
        `Stopped at: ${what}\n${error.message}\nDone before it: ${before}.\nRun the same again when it is mended: what is done is found.`,
      )
    }
  }
}
