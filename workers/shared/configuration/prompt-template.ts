/**
 * The grammar of prompt templates. `{figures}` is a placeholder. `{{revenue@FY2025}}` is shown to
 * the model unchanged. No other brace may appear. Pure; a template is read in one pass.
 */
import type { FaultInDocument } from './fault.ts'
import { FIGURE_NAMES } from '../figure-names.ts'

/** The placeholders that a prompt template may contain. The analysis service fills them. */
export const PROMPT_PLACEHOLDERS = [
  'company',
  'symbol',
  'market',
  'currency',
  'as_of',
  'language',
  'figures',
  'absences',
  'needs',
  'provider',
  'rating',
] as const
export type PromptPlaceholder = (typeof PROMPT_PLACEHOLDERS)[number]

const isPlaceholder = (name: string): name is PromptPlaceholder =>
  (PROMPT_PLACEHOLDERS as readonly string[]).includes(name)

export type TemplatePart =
  | { kind: 'text'; text: string }
  | { kind: 'placeholder'; name: PromptPlaceholder }
  /** A brace that belongs to neither form; `at` is its offset. */
  | { kind: 'stray'; text: string; at: number }

/** Longest text between braces that is examined. A name or a token is far shorter. */
const MAX_BRACED = 200

/** The piece that begins with the brace at `at`. */
const bracedAt = (template: string, at: number): TemplatePart => {
  const double = template.startsWith('{{', at)
  const close = double ? '}}' : '}'
  const from = at + close.length
  const inside = template.slice(from, from + MAX_BRACED)
  const end = template[at] === '{' ? inside.search(/[{}\n]/) : -1
  if (end < 0 || !inside.startsWith(close, end))
    return { kind: 'stray', text: template.slice(at, at + 1), at }
  const name = inside.slice(0, end)
  const whole = template.slice(at, from + end + close.length)
  if (double) return { kind: 'text', text: whole }
  return isPlaceholder(name) ? { kind: 'placeholder', name } : { kind: 'stray', text: whole, at }
}

const lengthOf = (part: TemplatePart): number =>
  part.kind === 'placeholder' ? part.name.length + 2 : part.text.length

/** Splits the template into parts. Joined in order, the parts give the template again. */
export const parseTemplate = (template: string): TemplatePart[] => {
  const parts: TemplatePart[] = []
  const brace = /[{}]/g
  let at = 0
  for (;;) {
    brace.lastIndex = at
    const next = brace.exec(template)?.index ?? template.length
    if (next > at) parts.push({ kind: 'text', text: template.slice(at, next) })
    if (next === template.length) return parts
    const part = bracedAt(template, next)
    parts.push(part)
    at = next + lengthOf(part)
  }
}

/** Most faults reported for one template. */
const MAX_FAULTS = 20

const placeOf = (template: string, at: number): string => {
  const before = template.slice(0, at).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

const DATE = String.raw`\d{4}-\d{2}-\d{2}`
/** `{{name@period}}`, with a period of any form that a figure can have. */
const CITED = new RegExp(
  String.raw`^\{\{([a-z][a-z0-9_]*)@(?:FY\d{4}|\d{4}(?:Q[1-4]|H[12]|-9M)|TTM(?:@${DATE})?|@?${DATE}|${DATE}/${DATE})\}\}$`,
)

/** What these stand for may be long, so a template has each of them once at most. */
const ONCE: ReadonlySet<PromptPlaceholder> = new Set(['figures', 'absences', 'needs', 'rating'])

/** What is wrong with a text between double braces; null for a figure that can exist. */
const citationFault = (text: string): string | null => {
  const name = CITED.exec(text)?.[1]
  if (name === undefined)
    return `${text.slice(0, 60)} cites no figure; a figure is cited like {{revenue@FY2025}}`
  return FIGURE_NAMES.has(name) ? null : `there is no figure ${name}`
}

/**
 * The faults of a template, with line and column where a brace is wrong. Empty when the template
 * can be filled. The path of each is empty: a template is one text.
 */
export const templateFaults = (template: string): FaultInDocument[] => {
  const parts = parseTemplate(template)
  const known = PROMPT_PLACEHOLDERS.map((name) => `{${name}}`).join(' ')
  const faults: FaultInDocument[] = []
  const seen = new Set<PromptPlaceholder>()
  let at = 0
  const add = (reason: FaultInDocument['reason'], message: string) =>
    faults.push({ path: '', reason, message: `${placeOf(template, at)}: ${message}` })
  for (const part of parts) {
    if (part.kind === 'stray')
      add('placeholder_unknown', `nothing fills ${part.text.slice(0, 60)}; there are ${known}`)
    else if (part.kind === 'placeholder') {
      if (seen.has(part.name) && ONCE.has(part.name))
        add('duplicate', `{${part.name}} stands in the prompt twice`)
      seen.add(part.name)
    } else if (part.text.startsWith('{{')) {
      const fault = citationFault(part.text)
      if (fault !== null) add('figure_unknown', fault)
    }
    if (faults.length >= MAX_FAULTS) return faults
    at += lengthOf(part)
  }
  if (seen.has('figures')) return faults
  const message = 'the prompt has no {figures}, so the model would see none'
  return [...faults, { path: '', reason: 'nothing_read', message }]
}
