/** Bindings of the gateway (root wrangler.toml). */
import type { QuoteReader } from '#shared/quote-cells.ts'
import type { Principals } from './principals/principals.ts'

export interface Env {
  /** The built page. */
  ASSETS: Fetcher
  CONFIG: Fetcher
  AGGREGATOR: Fetcher
  ANALYSIS: Fetcher
  ORCHESTRATOR: Fetcher
  /** What the Workers have logged. */
  LOGS: Fetcher
  /**
   * The QuoteCells of the aggregator. The gateway reads live prices directly from them, and only
   * the cells decide whether a price is fresh.
   */
  QUOTE_CELL: DurableObjectNamespace<QuoteReader>
  /** Sessions, API tokens and sign-in links. */
  PRINCIPALS: DurableObjectNamespace<Principals>
  /** Limits all API requests of a client. */
  RATE_LIMIT: RateLimit
  /** Limits how often a client starts reports and runs modules. */
  COSTLY_RATE_LIMIT: RateLimit
  /**
   * Names of this gateway in addition to the local ones, separated by commas: `api.example.com`. A
   * request to another name is refused.
   */
  PUBLIC_HOSTS?: string
  /**
   * `true` where the network of Cloudflare stands in front of this Worker. Only there is
   * `cf-connecting-ip` the address of the client; elsewhere a client can write that header itself.
   */
  BEHIND_CLOUDFLARE?: string
  /** Secret of the front that stands before a gateway on one machine; a deployment has none. */
  FRONT_TOKEN?: string
  /**
   * Secret of the operator, who may do everything and makes the first sign-in links and tokens.
   */
  ADMIN_TOKEN?: string
  /** `team.cloudflareaccess.com`: whose assertions of Cloudflare Access are believed. */
  ACCESS_TEAM_DOMAIN?: string
  /** The audience tag of this gateway's application in Cloudflare Access. */
  ACCESS_AUDIENCE?: string
  /** E-mail addresses, separated by commas, of who administers by Cloudflare Access. */
  ACCESS_ADMINS?: string
  /** The same of who writes. Everybody else whom it lets in reads. */
  ACCESS_WRITERS?: string
  /** `true` where anybody may read and write without a sign-in: only on one machine. */
  OPEN_ACCESS?: string
}
