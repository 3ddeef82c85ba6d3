/** The arguments of `npm run deploy`. Pure. */
import { parseArgs } from 'node:util'
import { PRODUCTION } from './deployed-config.ts'

export interface DeployArguments {
  environment: string
  hosts: string[]
  dryRun: boolean
  allowDirty: boolean
  repoint: boolean
}

export const USAGE = `usage: npm run deploy -- [--env NAME] [--host NAME]... [--dry-run] [--allow-dirty] [--repoint]
  Deploys all Workers to the Cloudflare account of CLOUDFLARE_API_TOKEN or of \`wrangler login\`, with
  the database that DATABASE_URL (its direct address) or NEON_DATABASE_URL names.
  --env        another set of Workers beside production: each has NAME at the end of its name
  --host       a name the gateway is reached by, in a zone of the account; else its workers.dev name
  --dry-run    prints the plan and builds every Worker; needs no account and changes nothing
  --allow-dirty  deploys files that are not committed
  --repoint    has Hyperdrive point at the database of DATABASE_URL when it points at another one`

const ENVIRONMENT = /^[a-z](?:[a-z0-9-]{0,18}[a-z0-9])?$/
const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/

/** Returns the arguments, or what is wrong with them. */
export const parseDeployArguments = (argv: string[]): DeployArguments | { wrong: string } => {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        env: { type: 'string', default: PRODUCTION },
        host: { type: 'string', multiple: true, default: [] },
        'dry-run': { type: 'boolean', default: false },
        'allow-dirty': { type: 'boolean', default: false },
        repoint: { type: 'boolean', default: false },
      },
    })
    if (!ENVIRONMENT.test(values.env))
      return { wrong: `${values.env} is no name: small letters, digits and -, at most 20` }
    const wrongHost = values.host.find((host) => !HOST.test(host))
    if (wrongHost !== undefined) return { wrong: `${wrongHost} is no name of a host` }
    return {
      environment: values.env,
      hosts: values.host,
      dryRun: values['dry-run'],
      allowDirty: values['allow-dirty'],
      repoint: values.repoint,
    }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}
