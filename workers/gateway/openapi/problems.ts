/**
 * The reasons for which each operation can fail, besides those that follow from its shape. The
 * tests with five Workers hold every problem they are answered against this list.
 */
import { PROBLEMS, REASONS, type Reason } from '#shared/contracts/problem.ts'
import type { Route } from '#shared/contracts/route.ts'
import type { PublicRoute } from '../public-routes.ts'

/** What the gateway itself refuses or fails at, whatever is asked for. */
const OF_THE_GATE: readonly Reason[] = [
  'malformed_host',
  'host_not_allowed',
  'header_not_allowed',
  'cross_site',
  'invalid_request',
  'rate_limited',
  'service_unavailable',
  'internal_error',
]
/** Of whoever may not do what he asks for. */
const OF_A_CALLER: readonly Reason[] = ['sign_in_required', 'unauthorized', 'scope_missing']
const OF_A_BODY: readonly Reason[] = ['malformed_json', 'unsupported_media_type', 'body_too_large']
const OF_A_SYMBOL: readonly Reason[] = ['unknown_market', 'malformed_symbol', 'unknown_symbol']
/** What is got from providers: nothing of the kind, or none of them answered. */
const OF_PROVIDERS: readonly Reason[] = ['no_data', 'providers_failed', 'market_empty']
const OF_A_BOOK: readonly Reason[] = ['book_not_found', 'book_damaged', 'book_of_newer_form']
const OF_A_SCREEN: readonly Reason[] = [
  'screen_invalid',
  'market_empty',
  'day_too_early',
  'unknown_market',
  'malformed_symbol',
]
const OF_SAVED_SCREENS: readonly Reason[] = [
  'screen_not_found',
  'screen_changed',
  'screens_full',
  'screen_invalid',
]
const OF_COLUMNS: readonly Reason[] = ['column_not_found', 'column_damaged', 'unknown_market']
const OF_PEERS: readonly Reason[] = ['peers_not_ready', 'market_outdated', 'too_few_peers']
const OF_PRICES: readonly Reason[] = ['quote_expired', 'quote_missing']
const OF_DOCUMENTS: readonly Reason[] = ['config_not_found', 'module_graph_invalid']
const OF_KEYS: readonly Reason[] = ['key_unknown', 'key_encryption_missing']
const OF_VERSIONS: readonly Reason[] = ['version_conflict', 'version_required']
const OF_REPORTS: readonly Reason[] = [
  'report_not_found',
  'report_not_ready',
  'report_already_ended',
  'idempotency_conflict',
  'module_graph_invalid',
  'config_not_found',
]
const OF_MODELS = REASONS.filter((reason) => reason.startsWith('model_'))

const OF_A_LINK: readonly Reason[] = [
  'sign_in_link_unknown',
  'sign_in_link_used',
  'sign_in_link_expired',
]

/** By the beginning of a public address; every one that fits counts. */
const BY_ADDRESS: readonly (readonly [begin: string, reasons: readonly Reason[]])[] = [
  ['/api/config/', OF_DOCUMENTS],
  ['/api/config/key', [...OF_KEYS, ...OF_MODELS]],
  ['/api/companies/', [...OF_PROVIDERS, ...OF_A_BOOK, ...OF_PEERS]],
  ['/api/financials/', [...OF_PROVIDERS, ...OF_A_BOOK, ...OF_PRICES]],
  ['/api/figures/', [...OF_PROVIDERS, ...OF_A_BOOK]],
  ['/api/books/', OF_A_BOOK],
  ['/api/instruments', OF_PROVIDERS],
  ['/api/facts/', OF_PROVIDERS],
  ['/api/market-data/', [...OF_PROVIDERS, ...OF_PRICES]],
  ['/api/screens', [...OF_A_SCREEN, ...OF_SAVED_SCREENS]],
  ['/api/screens/origin/', OF_PROVIDERS],
  ['/api/screens/translate', OF_MODELS],
  ['/api/columns/', OF_COLUMNS],
  ['/api/universe/', OF_A_SCREEN],
  ['/api/peers/', [...OF_PEERS, ...OF_A_SCREEN, 'no_data']],
  ['/api/market-refreshes', ['unknown_market', 'market_empty', 'providers_failed']],
  ['/api/reports', [...OF_REPORTS, ...OF_MODELS, ...OF_A_BOOK]],
  ['/api/sign-in', OF_A_LINK],
  ['/api/access/tokens', ['tokens_full']],
  ['/api/access/principals/', ['principal_unknown']],
  ['/api/analyze', [...OF_MODELS, 'module_graph_invalid', 'config_not_found']],
]

/** Services that read their answers from the database. */
const WITH_DATABASE: ReadonlySet<string> = new Set([
  'data-aggregator',
  'report-orchestrator',
  'log-collector',
])

const fieldsOf = (route: Route): string =>
  [route.params, route.query, route.body]
    .flatMap((schema) => (schema && 'shape' in schema ? Object.keys(schema.shape as object) : []))
    .join(' ')

/** The reasons of an operation by the status they are answered with, both in the table's order. */
export const problemsOf = (target: PublicRoute): ReadonlyMap<number, readonly Reason[]> => {
  const { route, service } = target
  const told = new Set<Reason>([
    ...OF_THE_GATE,
    ...(route.body ? OF_A_BODY : []),
    ...(/\b(symbol|symbols|instruments|quotes)\b/.test(fieldsOf(route)) ? OF_A_SYMBOL : []),
    ...(route.if_match ? OF_VERSIONS : []),
    ...(route.access === 'public' ? [] : OF_A_CALLER),
    ...(route.stream === 'websocket' ? (['upgrade_required'] as const) : []),
    ...(WITH_DATABASE.has(service.name) ? (['database_unavailable'] as const) : []),
    ...BY_ADDRESS.filter(([begin]) => target.public.startsWith(begin)).flatMap(([, of]) => of),
  ])
  return Map.groupBy(
    REASONS.filter((reason) => told.has(reason)),
    (reason) => PROBLEMS[reason].status,
  )
}
