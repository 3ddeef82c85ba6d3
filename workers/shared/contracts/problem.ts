/**
 * Every reason for which a request can fail, with the HTTP status and the title of the answer (RFC
 * 9457).
 */
import { z } from 'zod'
import { type ConfigConflict, conflictSchema } from './config-changes.ts'
import { type Attempt, attemptSchema } from './facts.ts'
import { codeSchema, detailSchema, nameSchema } from '../schemas/texts.ts'
import {
  MAX_DETAIL,
  MAX_ERRORS,
  MAX_FEW,
  MAX_MESSAGE,
  MAX_NAME,
  MAX_PATH,
  cutTo,
} from '../lengths.ts'

/**
 * The one table of reasons. A reason is stable, so clients can branch on it; `title` and `detail`
 * are for people.
 */
export const PROBLEMS = {
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  invalid_request: { status: 422, title: 'The request does not fit the contract' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json in UTF-8' },
  body_too_large: { status: 413, title: 'The body is larger than 1 MB' },
  unknown_market: { status: 422, title: 'The market is not one of CN, HK, US, JP' },
  malformed_symbol: { status: 422, title: 'The symbol does not have the form of this market' },
  unknown_symbol: { status: 404, title: 'No such instrument' },
  route_not_found: { status: 404, title: 'No such route' },
  method_not_allowed: { status: 405, title: 'The route does not take this method' },
  upgrade_required: { status: 426, title: 'The route is a WebSocket' },
  report_not_found: { status: 404, title: 'No such report' },
  report_not_ready: { status: 409, title: 'The report has not got this far yet' },
  report_already_ended: { status: 409, title: 'The report has already ended' },
  idempotency_conflict: { status: 409, title: 'The idempotency key was used for another request' },
  config_not_found: { status: 404, title: 'No such configuration document' },
  version_conflict: { status: 412, title: 'The configuration has changed since it was read' },
  version_required: { status: 428, title: 'The write must name the version that it replaces' },
  key_unknown: { status: 404, title: 'No such key' },
  key_encryption_missing: { status: 409, title: 'Keys cannot be encrypted here' },
  module_graph_invalid: {
    status: 422,
    title: 'The analysis modules do not form a graph that can run',
  },
  malformed_host: { status: 400, title: 'The Host header is not one host' },
  host_not_allowed: { status: 403, title: 'The gateway is not addressed by one of its names' },
  header_not_allowed: { status: 403, title: 'A header may not come from outside' },
  cross_site: { status: 403, title: 'Pages of other sites may not do this' },
  sign_in_required: { status: 401, title: 'A sign-in or a token is needed' },
  unauthorized: { status: 401, title: 'The token or the session is not valid' },
  scope_missing: { status: 403, title: 'The token or the session may not do this' },
  sign_in_link_unknown: { status: 404, title: 'There is no such sign-in link' },
  sign_in_link_used: { status: 410, title: 'The sign-in link was used already' },
  sign_in_link_expired: { status: 410, title: 'The sign-in link is too old' },
  principal_unknown: { status: 404, title: 'There is no such token or session' },
  tokens_full: { status: 409, title: 'As many tokens as can be kept are in force' },
  rate_limited: { status: 429, title: 'Too many requests' },
  no_data: { status: 404, title: 'There is nothing of this kind about the instrument' },
  book_not_found: { status: 404, title: 'No such book' },
  book_damaged: { status: 500, title: 'The stored figures are damaged' },
  screen_invalid: { status: 422, title: 'The screen cannot be read' },
  screen_not_found: { status: 404, title: 'No such saved screen' },
  screen_changed: { status: 409, title: 'The saved screen has a newer version' },
  screens_full: { status: 409, title: 'As many screens or versions as can be kept are saved' },
  column_not_found: { status: 404, title: 'No such column' },
  column_damaged: { status: 500, title: 'The stored column is damaged' },
  market_empty: { status: 404, title: 'Nothing of this market is stored' },
  peers_not_ready: { status: 503, title: 'The figures of the market are being put together' },
  market_outdated: { status: 404, title: 'What is stored of this market is too old for the day' },
  too_few_peers: { status: 404, title: 'Figures of too few peers are stored' },
  day_too_early: { status: 404, title: 'Nothing of this market was known on that day' },
  book_of_newer_form: { status: 503, title: 'The figures were written by a newer version' },
  quote_expired: { status: 404, title: 'No price as fresh as asked for is held' },
  quote_missing: { status: 404, title: 'No price of the instrument is held' },
  providers_failed: { status: 502, title: 'Every provider of this data failed' },
  database_unavailable: { status: 503, title: 'The database could not be reached' },
  service_unavailable: { status: 503, title: 'An internal service could not be reached' },
  model_not_configured: { status: 409, title: 'The model has no key configured' },
  model_auth: { status: 502, title: 'The model provider refused the key' },
  model_rate_limited: { status: 503, title: 'The model provider is limiting requests' },
  model_quota_exhausted: { status: 503, title: 'The quota at the model provider is used up' },
  model_bad_request: { status: 502, title: 'The model provider refused the request' },
  model_blocked: { status: 502, title: 'The model provider blocked the text' },
  model_too_long: { status: 502, title: 'The model wrote more than a section may hold' },
  model_max_tokens: { status: 502, title: 'The model ran out of output tokens' },
  model_timeout: { status: 504, title: 'The model did not answer in time' },
  model_cap_reached: { status: 402, title: 'The money allowed for models is spent' },
  model_price_unknown: { status: 409, title: 'The model has no price to hold against the cap' },
  model_endless: { status: 502, title: 'The model did not come to an end' },
  model_prompt_cut: { status: 502, title: 'The model did not read the whole prompt' },
  model_stream_broken: { status: 502, title: "The model's answer was cut or malformed" },
  model_unavailable: { status: 503, title: 'The model provider is unavailable' },
  model_text_unusable: { status: 502, title: 'The model wrote nothing that can be used' },
  internal_error: { status: 500, title: 'Something went wrong inside' },
} as const

export type Reason = keyof typeof PROBLEMS
export const REASONS = Object.keys(PROBLEMS) as [Reason, ...Reason[]]

/**
 * A field that does not fit. `reason` is the stable kind of a fault of the configuration; see
 * `configuration/fault.ts`.
 */
const faultSchema = z.object({
  path: z.string().max(MAX_PATH),
  message: z.string().max(MAX_MESSAGE),
  reason: codeSchema.optional(),
})
export type FieldFault = z.infer<typeof faultSchema>

/** A fault in the text of a screen: where it stands, and what may have been meant. */
const textFaultSchema = z.object({
  path: z.string().max(MAX_PATH).describe('Which text of the request: body.text, body.columns.2'),
  reason: codeSchema,
  message: z.string().max(MAX_MESSAGE),
  message_zh: z.string().max(MAX_MESSAGE),
  from: z.int().min(0).describe('In UTF-16 units of the text'),
  to: z.int().min(0).describe('One past its end'),
  near: z.array(nameSchema).max(MAX_FEW).describe('Names that are near to the unknown one'),
})
export type TextFault = z.infer<typeof textFaultSchema>

/** A configured model that did not write a text. */
const failedModelSchema = z.object({
  id: nameSchema.describe('Its id in the configuration'),
  provider: nameSchema.describe("The provider's own name of it"),
})
export type FailedModel = z.infer<typeof failedModelSchema>

/**
 * Body of an `application/problem+json` answer. `errors` names the fields of an `invalid_request`.
 */
export const problemSchema = z.object({
  type: codeSchema,
  title: nameSchema,
  status: z.int(),
  detail: detailSchema,
  reason: z.enum(REASONS),
  request_id: codeSchema,
  errors: z.array(faultSchema).max(MAX_ERRORS).optional(),
  text_faults: z
    .array(textFaultSchema)
    .max(MAX_ERRORS)
    .optional()
    .describe('Where a text is wrong, for `screen_invalid`'),
  retry_after_seconds: z.number().optional(),
  attempts: z.array(attemptSchema).max(MAX_FEW).optional(),
  age_seconds: z.number().optional(),
  model: failedModelSchema.optional().describe('For `model_*`: which model it was'),
  conflicts: z
    .array(conflictSchema)
    .max(MAX_FEW)
    .optional()
    .describe('What others wrote meanwhile, for `version_conflict`'),
})
export type Problem = z.infer<typeof problemSchema>

/**
 * An expected failure inside a service. It is a value, and only `http/respond.ts` maps it to HTTP.
 */
export interface Failure {
  ok: false
  reason: Reason
  detail: string
  errors?: FieldFault[]
  text_faults?: TextFault[]
  retry_after_seconds?: number
  /**
   * What each provider of a chain answered, for `providers_failed`, `no_data` and `unknown_symbol`.
   */
  attempts?: Attempt[]
  /** The age of the price that is too old to be shown, for `quote_expired`. */
  age_seconds?: number
  /** The model that failed, for `model_*`. */
  model?: FailedModel
  /** What others wrote meanwhile, for `version_conflict`. */
  conflicts?: ConfigConflict[]
}
export type Result<T> = { ok: true; data: T } | Failure

/** At most MAX_ERRORS faults, each with a path and a message of bounded length. */
const boundedErrors = (errors: readonly FieldFault[]): FieldFault[] =>
  errors.slice(0, MAX_ERRORS).map(({ path, message, ...reason }) => ({
    ...reason,
    path: cutTo(MAX_PATH, path),
    message: cutTo(MAX_MESSAGE, message),
  }))

const boundedTextFaults = (faults: readonly TextFault[]): TextFault[] =>
  faults.slice(0, MAX_ERRORS).map(({ path, message, message_zh, near, ...rest }) => ({
    ...rest,
    path: cutTo(MAX_PATH, path),
    message: cutTo(MAX_MESSAGE, message),
    message_zh: cutTo(MAX_MESSAGE, message_zh),
    near: near.slice(0, MAX_FEW).map((name) => cutTo(MAX_NAME, name)),
  }))

export const ok = <T>(data: T): Result<T> => ({ ok: true, data })
export const fail = (
  reason: Reason,
  detail: string,
  more: Partial<Omit<Failure, 'ok' | 'reason' | 'detail'>> = {},
): Failure => ({
  ok: false,
  reason,
  ...more,
  detail: cutTo(MAX_DETAIL, detail),
  ...(more.errors && { errors: boundedErrors(more.errors) }),
  ...(more.text_faults && { text_faults: boundedTextFaults(more.text_faults) }),
  ...(more.conflicts && { conflicts: more.conflicts.slice(0, MAX_FEW) }),
})

/** A request that does not fit the contract at these places, such as `body.model`. */
export const failAt = (errors: NonNullable<Failure['errors']>): Failure =>
  fail('invalid_request', errors.map((e) => `${e.path}: ${e.message}`).join('; '), { errors })
