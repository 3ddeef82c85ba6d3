/** Finds configured models, and finds what is wrong with their list. Pure. */
import { AUTO, type ModelEntry, type ModelPrice, type Models } from '#shared/contracts/models.ts'
import { MODEL_KINDS } from '#shared/model-kinds.ts'
import type { FaultInDocument } from './fault.ts'

export const findModel = (models: Models, id: string): ModelEntry | undefined =>
  models.list.find((entry) => entry.id === id)

/** Whether a report may ask for this model. `auto` is not a model, so a module may not name it. */
export const isKnownModel = (models: Models, id: string): boolean =>
  findModel(models, id) !== undefined

export const unknownModel = (path: string, id: string, models: Models): FaultInDocument => ({
  path,
  reason: 'model_unknown',
  message: `there is no model ${id}; there are ${models.list.map((entry) => entry.id).join(', ')}`,
})

/**
 * Prices per million tokens in US dollars, apart from 0. The cheapest models cost about a cent, the
 * dearest some hundreds; a price outside is one of a token or of a thousand tokens, or in another
 * currency.
 */
const LOWEST_PRICE = 0.001
const HIGHEST_PRICE = 1_000

const rateFaults = (path: string, rates: Pick<ModelPrice, 'input' | 'cached_input' | 'output'>) =>
  (['input', 'cached_input', 'output'] as const).flatMap((way): FaultInDocument[] => {
    const price = rates[way] ?? 0
    return price === 0 || (price >= LOWEST_PRICE && price <= HIGHEST_PRICE)
      ? []
      : [
          {
            path: `${path}.${way}`,
            reason: 'out_of_range',
            message: `a million tokens cost ${LOWEST_PRICE} to ${HIGHEST_PRICE} US dollars, or nothing`,
          },
        ]
  })

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const peakFaults = (path: string, peak: NonNullable<ModelPrice['peak']>): FaultInDocument[] => [
  ...rateFaults(path, peak),
  ...(isTimeZone(peak.time_zone)
    ? []
    : [
        {
          path: `${path}.time_zone`,
          reason: 'malformed' as const,
          message: `there is no time zone ${peak.time_zone}`,
        },
      ]),
  ...peak.hours.flatMap(({ from, to }, at): FaultInDocument[] =>
    from < to
      ? []
      : [
          {
            path: `${path}.hours.${at}`,
            reason: 'times_do_not_fit',
            message: 'hours begin before they end, on one day',
          },
        ],
  ),
]

const priceFaults = (path: string, prices: readonly ModelPrice[]): FaultInDocument[] =>
  prices.flatMap((price, at) => [
    ...rateFaults(`${path}.${at}`, price),
    ...(price.peak ? peakFaults(`${path}.${at}.peak`, price.peak) : []),
  ])

const keyFaults = (path: string, { kind, key }: ModelEntry): FaultInDocument[] => {
  const { key: rule } = MODEL_KINDS[kind]
  if (rule === 'required' && key === undefined)
    return [{ path, reason: 'key_missing', message: `a model of kind ${kind} needs a key` }]
  if (rule === 'none' && key !== undefined)
    return [{ path, reason: 'key_unused', message: `a model of kind ${kind} has no key` }]
  return []
}

/** Hosts of one's own, which may be called without encryption. */
const isOwnHost = (host: string): boolean =>
  /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+)$/.test(
    host,
  ) || /\.(?:local|internal|lan)$/.test(host)

/** What is wrong with an address that a model is called at; null when nothing is. */
const addressFault = (address: string): string | null => {
  const { protocol, hostname, username, password, search, hash } = new URL(address)
  if (username !== '' || password !== '') return 'an address holds no name and password'
  if (search !== '' || hash !== '') return 'an address ends before ? and #'
  if (protocol === 'https:' || (protocol === 'http:' && isOwnHost(hostname))) return null
  return "a model is called over https; over http only on a machine of one's own network"
}

/** Settings that belong to one kind only, and that it cannot do without. */
const ownFaults = (path: string, entry: ModelEntry): FaultInDocument[] => {
  const { has_address } = MODEL_KINDS[entry.kind]
  const faults: FaultInDocument[] = []
  const add = (field: string, reason: FaultInDocument['reason'], message: string) =>
    faults.push({ path: `${path}.${field}`, reason, message })
  if (!has_address)
    for (const field of ['base_url', 'quirks', 'context'] as const)
      if (entry[field] !== undefined)
        add(field, 'setting_unused', `a model of kind ${entry.kind} has no ${field}`)
  if (has_address && entry.base_url === undefined)
    add('base_url', 'address_missing', `a model of kind ${entry.kind} has an address`)
  const wrong = has_address && entry.base_url !== undefined ? addressFault(entry.base_url) : null
  if (wrong !== null) add('base_url', 'malformed', wrong)
  if (entry.quirks === 'ollama' && entry.context === undefined)
    add('context', 'context_missing', 'Ollama cuts a longer prompt unless it is told the context')
  return faults
}

/** What is wrong with the choice of the models that write where nobody names one. */
const choiceFaults = (models: Models): FaultInDocument[] => {
  const { default: first, fallback } = models
  const faults: FaultInDocument[] = []
  if (first !== AUTO && !isKnownModel(models, first))
    faults.push(unknownModel('default', first, models))
  if (fallback === undefined) return faults
  if (!isKnownModel(models, fallback)) faults.push(unknownModel('fallback', fallback, models))
  else if (fallback === first)
    faults.push({
      path: 'fallback',
      reason: 'duplicate',
      message: `${fallback} is the default itself, and would be asked twice`,
    })
  return faults
}

/** What is wrong with the list of models, with paths into `system.models`. */
export const modelFaults = (models: Models): FaultInDocument[] => {
  const { list } = models
  const ids = list.map((entry) => entry.id)
  const entries = list.flatMap((entry, i) => {
    const faults: FaultInDocument[] = []
    if (ids.indexOf(entry.id) !== i)
      faults.push({
        path: `list.${i}.id`,
        reason: 'duplicate',
        message: `${entry.id} is used twice`,
      })
    if (!/^\S+$/.test(entry.model))
      faults.push({
        path: `list.${i}.model`,
        reason: 'malformed',
        message: 'the name of a model has no spaces',
      })
    faults.push(...keyFaults(`list.${i}.key`, entry), ...ownFaults(`list.${i}`, entry))
    const path = `list.${i}.prices_usd_per_million_tokens`
    const days = entry.prices_usd_per_million_tokens.map((price) => price.from)
    days.forEach((day, k) => {
      if (days.indexOf(day) !== k)
        faults.push({
          path: `${path}.${k}.from`,
          reason: 'duplicate',
          message: `there are two prices from ${day}`,
        })
    })
    return [...faults, ...priceFaults(path, entry.prices_usd_per_million_tokens)]
  })
  return [...choiceFaults(models), ...entries]
}
