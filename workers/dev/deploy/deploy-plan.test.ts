/** The plan of a deployment: its order, its names, and what it cannot be made for. */
import { describe, expect, it } from 'vitest'
import { bundleSizeIn, sizeInWords } from './bundle-size.ts'
import { originOf } from './cloudflare.ts'
import { parseDeployArguments } from './deploy-arguments.ts'
import { deployOrder } from './deploy-order.ts'
import { planDeploy, stepInWords } from './deploy-plan.ts'
import { deployedConfig } from './deployed-config.ts'
import { redact, withoutPassword } from './redact.ts'
import { schemaState } from './schema-state.ts'
import { faultsOf, readWorkers, type WorkerConfig, type WorkerToDeploy } from './worker-config.ts'
import { planSecrets, WORKER_SECRETS } from './worker-secrets.ts'

const ours = (): readonly WorkerToDeploy[] => {
  const read = readWorkers()
  if ('wrong' in read) throw new Error(read.wrong.join())
  return read.workers
}

const worker = (name: string, parts: Partial<WorkerConfig> = {}): WorkerConfig => ({
  name,
  main: 'index.ts',
  workers_dev: false,
  ...parts,
})
const bindsTo = (...names: string[]): Partial<WorkerConfig> => ({
  services: names.map((service) => ({ binding: service.toUpperCase(), service })),
})

describe('the order', () => {
  it('has every Worker of this system after those that it binds to, the gateway last', () => {
    const order = deployOrder(ours().map(({ config }) => config))
    if ('wrong' in order) throw new Error(order.wrong)
    const names = order.deploys.map((one) => one.worker)
    expect(names.at(-1)).toBe('api-gateway')
    for (const { config } of ours())
      for (const callee of config.services ?? [])
        expect(
          names.indexOf(callee.service),
          `${config.name} after ${callee.service}`,
        ).toBeLessThan(names.indexOf(config.name))
  })

  it.each<[string, Partial<WorkerConfig>]>([
    ['a service', bindsTo('b')],
    ['objects of another script', { durable_objects: { bindings: [{ script_name: 'b' }] } }],
    ['a Workflow of another script', { workflows: [{ name: 'w', script_name: 'b' }] }],
    ['a tail consumer', { tail_consumers: [{ service: 'b' }] }],
    ['a streaming tail consumer', { streaming_tail_consumers: [{ service: 'b' }] }],
  ])('has a Worker after the one with %s that it needs', (_, parts) => {
    expect(deployOrder([worker('a', parts), worker('b')])).toEqual({
      deploys: [
        { worker: 'b', without: [] },
        { worker: 'a', without: [] },
      ],
    })
  })

  it('a Worker that binds to itself waits for nobody', () => {
    const parts = { durable_objects: { bindings: [{ script_name: 'a' }] } }
    expect(deployOrder([worker('a', parts)])).toEqual({ deploys: [{ worker: 'a', without: [] }] })
  })

  it('leaves a consumer out that binds back, and deploys once more when it is there', () => {
    const workers = [
      worker('consumer', bindsTo('heard')),
      worker('heard', { tail_consumers: [{ service: 'consumer' }] }),
    ]
    expect(deployOrder(workers)).toEqual({
      deploys: [
        { worker: 'heard', without: ['consumer'] },
        { worker: 'consumer', without: [] },
        { worker: 'heard', without: [] },
      ],
    })
    expect(deployOrder(workers, new Set(['consumer']))).toEqual({
      deploys: [
        { worker: 'heard', without: [] },
        { worker: 'consumer', without: [] },
      ],
    })
  })

  it('refuses a circle and a stranger', () => {
    expect(deployOrder([worker('a', bindsTo('b')), worker('b', bindsTo('a'))])).toEqual({
      wrong: 'a, b bind to each other in a circle',
    })
    expect(deployOrder([worker('a', bindsTo('elsewhere'))])).toEqual({
      wrong: 'a binds to elsewhere, which is no Worker here',
    })
  })
})

describe('the plan', () => {
  const words = (environment: string, usesHyperdrive = true) => {
    const plan = planDeploy(
      ours().map(({ config }) => config),
      { environment, usesHyperdrive },
    )
    if ('wrong' in plan) throw new Error(plan.wrong)
    return plan.steps.map((step) => stepInWords(step, environment))
  }
  it('makes what the Workers need, migrates, deploys, and looks whether all answer', () => {
    const steps = words('production')
    expect(steps.slice(0, 3)).toEqual([
      'KV namespace fundamental-analysis-config-kv',
      'Hyperdrive configuration fundamental-analysis-database, without caching',
      'migrations, by the direct address of the database',
    ])
    expect(steps.slice(-2)).toEqual(['Worker api-gateway', 'health, by the address of the gateway'])
  })
  it('of another environment has its name in every name', () => {
    const named = words('staging').filter((step) => /^(KV|Hyperdrive|Worker)/.test(step))
    expect(named.filter((step) => !/-staging(,|$)/.test(step))).toEqual([])
  })
  it('with the driver of Neon has no Hyperdrive', () => {
    expect(words('production', false).filter((step) => step.includes('Hyperdrive'))).toEqual([])
  })
})

describe('the configuration that is deployed', () => {
  const settings = {
    environment: 'staging',
    hosts: [],
    variables: { PUBLIC_HOSTS: 'a.example', UNKNOWN: 'x' },
  }
  const ids = { kv: new Map([['config-kv', 'k1']]), hyperdrive: 'h1' }
  const of = (
    name: string,
    hosts: string[] = [],
    found: Parameters<typeof deployedConfig>[2] = ids,
  ) => {
    const one = ours().find(({ config }) => config.name === name)
    if (!one) throw new Error(name)
    return deployedConfig(one, { ...settings, hosts }, found)
  }

  it('has the names of the environment, whole paths and its variables', () => {
    const gateway = of('api-gateway')
    expect(gateway).toMatchObject({
      name: 'api-gateway-staging',
      main: expect.stringMatching(/^\/.*\/workers\/gateway\/index\.ts$/),
      assets: { directory: expect.stringMatching(/^\/.*\/workers\/gateway\/public$/) },
      workers_dev: true,
      vars: { PUBLIC_HOSTS: 'a.example' },
    })
    expect(JSON.stringify(gateway)).not.toContain('UNKNOWN')
    expect(gateway.services).toContainEqual({
      binding: 'CONFIG',
      service: 'config-service-staging',
    })
    expect(gateway.durable_objects).toMatchObject({
      bindings: expect.arrayContaining([
        expect.objectContaining({ script_name: 'data-aggregator-staging' }),
      ]),
    })
    expect(of('report-orchestrator').workflows).toMatchObject([{ name: 'report-workflow-staging' }])
  })
  it('has limits of its own, and those of production as configured', () => {
    const idsOf = (config: Record<string, unknown>) =>
      (config.ratelimits as { namespace_id: string }[]).map(({ namespace_id }) => namespace_id)
    const own = idsOf(of('api-gateway'))
    expect(new Set(own).size).toBe(own.length)
    for (const id of own) expect(Number(id)).toBeGreaterThan(0)
    const [gateway] = ours()
    if (!gateway) throw new Error('no gateway')
    const production = deployedConfig(gateway, { ...settings, environment: 'production' }, ids)
    expect(idsOf(production)).toEqual(gateway.config.ratelimits?.map((one) => one.namespace_id))
    expect(own).not.toEqual(idsOf(production))
  })
  it('has the ids of the account, and nothing of the local database', () => {
    const aggregator = of('data-aggregator')
    expect(aggregator.kv_namespaces).toEqual([{ binding: 'CONFIG_KV', id: 'k1' }])
    expect(aggregator.hyperdrive).toEqual([{ binding: 'HYPERDRIVE', id: 'h1' }])
    expect(of('data-aggregator', [], { ...ids, hyperdrive: null })).not.toHaveProperty('hyperdrive')
    expect(aggregator.migrations).toEqual(
      ours().find(({ config }) => config.name === 'data-aggregator')?.config.migrations,
    )
  })
  it('answers at the named hosts alone, and only the public Worker does', () => {
    expect(of('api-gateway', ['api.example.com'])).toMatchObject({
      workers_dev: false,
      routes: [{ pattern: 'api.example.com', custom_domain: true }],
    })
    expect(of('config-service', ['api.example.com'])).not.toHaveProperty('routes')
  })
  it('leaves out the tail consumers that are not there yet', () => {
    const tailed = { folder: '/', config: worker('a', { tail_consumers: [{ service: 'b' }] }) }
    expect(deployedConfig(tailed, settings, ids).tail_consumers).toEqual([{ service: 'b-staging' }])
    expect(deployedConfig(tailed, settings, ids, ['b']).tail_consumers).toEqual([])
  })
  it('is refused where it needs what a deployment does not make', () => {
    expect(faultsOf('x.toml', { ...worker('a'), r2_buckets: [] })).toEqual([
      'x.toml: r2_buckets: a deployment does not make this',
    ])
    expect(faultsOf('x.toml', { name: 'a' })[0]).toMatch(/^x\.toml: main: /)
    expect(faultsOf('x.toml', worker('a'))).toEqual([])
  })
})

describe('the secrets', () => {
  const made = { admin_token: 'made-token', key_encryption_key: 'made-key' }
  const held = (worker: string, ...names: string[]) => new Map([[worker, new Set(names)]])
  const plan = (environment: Record<string, string>, has = new Map<string, Set<string>>()) => {
    const planned = planSecrets(environment, has, made)
    if ('wrong' in planned) throw new Error(planned.wrong)
    return { ...planned, of: (worker: string) => planned.values.get(worker) }
  }
  it('belong to Workers of this system', () => {
    const names = ours().map(({ config }) => config.name)
    expect(Object.keys(WORKER_SECRETS).filter((name) => !names.includes(name))).toEqual([])
  })
  it('are made where there are none', () => {
    const first = plan({})
    expect(first.of('api-gateway')).toEqual({ ADMIN_TOKEN: 'made-token' })
    expect(first.of('config-service')).toEqual({ KEY_ENCRYPTION_KEY: 'made-key' })
    expect([first.shows_admin_token, first.uses_kept_key]).toEqual([true, true])
  })
  it('that are there stay', () => {
    const has = new Map([
      ['api-gateway', new Set(['ADMIN_TOKEN'])],
      ['config-service', new Set(['KEY_ENCRYPTION_KEY'])],
    ])
    const second = plan({}, has)
    expect([second.of('api-gateway'), second.of('config-service')]).toEqual([{}, {}])
    expect([second.shows_admin_token, second.uses_kept_key]).toEqual([false, false])
  })
  it('of the environment go to the Workers that read them, and a given token is not shown', () => {
    const given = plan({ ADMIN_TOKEN: 't', GEMINI_API_KEY: 'g', FMP_API_KEY: 'f', HOME: '/' })
    expect(given.of('api-gateway')).toEqual({ ADMIN_TOKEN: 't' })
    expect(given.of('analysis-service')).toEqual({ GEMINI_API_KEY: 'g' })
    expect(given.of('data-aggregator')).toEqual({ FMP_API_KEY: 'f' })
    expect(given.shows_admin_token).toBe(false)
  })
  it('a key-encryption key is replaced by a rotation alone', () => {
    const has = held('config-service', 'KEY_ENCRYPTION_KEY')
    expect(() => plan({ KEY_ENCRYPTION_KEY: 'new' }, has)).toThrow('KEY_ENCRYPTION_KEY_FORMER')
    const rotation = { KEY_ENCRYPTION_KEY: 'new', KEY_ENCRYPTION_KEY_FORMER: 'old' }
    expect(plan(rotation, has).of('config-service')).toEqual(rotation)
    expect(plan({ KEY_ENCRYPTION_KEY: 'first' }).of('config-service')).toEqual({
      KEY_ENCRYPTION_KEY: 'first',
    })
  })
  it('of another database than the named one are not gone on with', () => {
    const has = held('data-aggregator', 'NEON_DATABASE_URL')
    expect(() => plan({}, has)).toThrow('NEON_DATABASE_URL')
    expect(plan({ NEON_DATABASE_URL: 'n' }, has).of('report-orchestrator')).toEqual({
      NEON_DATABASE_URL: 'n',
    })
  })
})

it.each<[string[], object]>([
  [[], { environment: 'production', hosts: [], dryRun: false, allowDirty: false, repoint: false }],
  [['--env', 'staging', '--dry-run'], { environment: 'staging', dryRun: true }],
  [['--host', 'a.example.com', '--host', 'b.example'], { hosts: ['a.example.com', 'b.example'] }],
  [['--env', 'No'], { wrong: expect.stringContaining('No is no name') }],
  [['--env', 'a-'], { wrong: expect.anything() }],
  [['--host', 'https://a.example'], { wrong: expect.stringContaining('no name of a host') }],
  [['--what'], { wrong: expect.anything() }],
])('the arguments %j', (argv, wanted) => {
  expect(parseDeployArguments(argv)).toMatchObject(wanted)
})

it('takes secrets out of a text, as they are and as an address has them', () => {
  expect(redact('a p@ss w and p%40ss%20w', ['p@ss w'])).toBe('a (secret) and (secret)')
  expect(redact('longer-key', ['longer', 'longer-key'])).toBe('(secret)')
  expect(redact('abc', ['', 'abc'])).toBe('abc')
  expect(withoutPassword('postgres://u:secret@db.example:5433/main?sslmode=require')).toBe(
    'db.example:5433/main',
  )
})

it('reads an address of a database in its parts', () => {
  expect(originOf('postgres://us%40er:p%2Fw@db.example/main')).toEqual({
    scheme: 'postgres',
    host: 'db.example',
    port: 5432,
    database: 'main',
    user: 'us@er',
    password: 'p/w',
  })
})

it('tells which migrations a database lacks, and how many it has that nobody here knows', () => {
  const known = [
    { tag: 'a', when: 1 },
    { tag: 'b', when: 2 },
  ]
  expect(schemaState(known, new Set())).toEqual({ missing: ['a', 'b'], unknown: 0 })
  expect(schemaState(known, new Set([1, 2]))).toEqual({ missing: [], unknown: 0 })
  expect(schemaState(known, new Set([1, 3]))).toEqual({ missing: ['b'], unknown: 1 })
})

it('reads the size of a Worker', () => {
  const size = bundleSizeIn('x\nTotal Upload: 2.50 MiB / gzip: 512.00 KiB\n--dry-run')
  expect(size).toEqual({ bytes: 2_621_440, gzip_bytes: 524_288 })
  expect(size && sizeInWords(size)).toBe('2560 KiB, 512 KiB compressed')
  expect(bundleSizeIn('nothing')).toBeNull()
})
