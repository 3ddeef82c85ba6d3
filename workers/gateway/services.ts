/** The services behind the gateway, each with its contract and its binding, and its own routes. */
import { accessContract } from '#shared/contracts/access.ts'
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { analysisContract } from '#shared/contracts/analysis.ts'
import { configContract } from '#shared/contracts/config.ts'
import { logsContract } from '#shared/contracts/logs.ts'
import { orchestratorContract } from '#shared/contracts/orchestrator.ts'
import type { Contract } from '#shared/contracts/route.ts'
import type { Env } from './env.ts'

export type Binding = 'CONFIG' | 'AGGREGATOR' | 'ANALYSIS' | 'ORCHESTRATOR' | 'LOGS'

export interface Service {
  name: string
  binding: Binding
  contract: Contract
}

export const SERVICES: readonly Service[] = [
  { name: 'config-service', binding: 'CONFIG', contract: configContract },
  { name: 'data-aggregator', binding: 'AGGREGATOR', contract: aggregatorContract },
  { name: 'analysis-service', binding: 'ANALYSIS', contract: analysisContract },
  { name: 'report-orchestrator', binding: 'ORCHESTRATOR', contract: orchestratorContract },
  { name: 'log-collector', binding: 'LOGS', contract: logsContract },
]

/** What the gateway answers itself. */
export interface OwnService {
  name: 'api-gateway'
  contract: Contract
}
export const OWN_SERVICE: OwnService = { name: 'api-gateway', contract: accessContract }

export const isOwn = (service: Service | OwnService): service is OwnService =>
  service === OWN_SERVICE

export const fetcherOf = (env: Env, service: Service): Fetcher => env[service.binding]
