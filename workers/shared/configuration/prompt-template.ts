/**
 * The grammar of prompt templates. `{figures}` is a placeholder, and so is `{exhibit.peers}` for
 * each exhibit. `{{revenue@FY2025}}` is shown to the model unchanged. No other brace may appear.
 * Pure; a template is read in one pass.
 */
import type { FaultInDocument } from './fault.ts'
import { READ_EXHIBITS, type ReadExhibit, type ReportExhibitName } from '../exhibits/names.ts'
import { citedFigure } from './cited-figure.ts'

const TEXT_PLACEHOLDERS = [
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
export type TextPlaceholder = (typeof TEXT_PLACEHOLDERS)[number]

/** Stands for the table of one exhibit. One without it stands below the figures. */
export type ExhibitPlaceholder = `exhibit.${ReadExhibit}`
const EXHIBIT_PLACEHOLDERS = READ_EXHIBITS.map((kind) => `exhibit.${kind}` as const)
const EXHIBIT_OF: ReadonlyMap<PromptPlaceholder, ReportExhibitName> = new Map<
  PromptPlaceholder,
  ReportExhibitName
>([...READ_EXHIBITS.map((kind) => [`exhibit.${kind}`, kind] as const), ['rating', 'rating']])

export type PromptPlaceholder = TextPlaceholder | ExhibitPlaceholder
/** The placeholders that a prompt template may contain. The analysis service fills them. */
export const PROMPT_PLACEHOLDERS: readonly PromptPlaceholder[] = [
  ...TEXT_PLACEHOLDERS,
  ...EXHIBIT_PLACEHOLDERS,
]

const PLACEHOLDERS: ReadonlySet<string> = new Set(PROMPT_PLACEHOLDERS)
const isPlaceholder = (name: string): name is PromptPlaceholder => PLACEHOLDERS.has(name)

export const isExhibitPlaceholder = (name: PromptPlaceholder): name is ExhibitPlaceholder =>
  name.startsWith('exhibit.')

/** The exhibit that a placeholder stands for; null for one that stands for none. */
export const placedExhibit = (name: PromptPlaceholder): ReportExhibitName | null =>
  EXHIBIT_OF.get(name) ?? null

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

/** What these stand for may be long, so a template has each of them once at most. */
const ONCE: ReadonlySet<PromptPlaceholder> = new Set<PromptPlaceholder>([
  'figures',
  'absences',
  'needs',
  'rating',
  ...EXHIBIT_PLACEHOLDERS,
])

/** A module that is written by a template, with the exhibits that it reads. */
export interface PromptReader {
  id: string
  reads: readonly string[]
}

/** The exhibit that a part speaks of, and what is wrong with the figure that it cites. */
const spokenOf = (part: TemplatePart): { exhibit: ReportExhibitName | null; fault?: string } => {
  if (part.kind === 'placeholder') return { exhibit: placedExhibit(part.name) }
  if (part.kind === 'stray' || !part.text.startsWith('{{')) return { exhibit: null }
  const cited = citedFigure(part.text)
  return cited.ok ? { exhibit: cited.exhibit } : { exhibit: null, fault: cited.message }
}

/**
 * The faults of a template, with line and column where a brace is wrong. Empty when the template
 * can be filled for each of the modules that are written by it. A placeholder or a figure of an
 * exhibit that one of them does not read is refused, because nothing would ever stand in its place;
 * what a module reads always has a place: its placeholder, or below the figures. The path of each
 * fault is empty: a template is one text.
 */
export const templateFaults = (
  template: string,
  readers: readonly PromptReader[] = [],
): FaultInDocument[] => {
  const parts = parseTemplate(template)
  const faults: FaultInDocument[] = []
  const seen = new Set<PromptPlaceholder>()
  let at = 0
  const add = (reason: FaultInDocument['reason'], message: string) =>
    faults.push({ path: '', reason, message: `${placeOf(template, at)}: ${message}` })
  for (const part of parts) {
    if (part.kind === 'stray') {
      const known = PROMPT_PLACEHOLDERS.map((name) => `{${name}}`).join(' ')
      add('placeholder_unknown', `nothing fills ${part.text.slice(0, 60)}; there are ${known}`)
    } else if (part.kind === 'placeholder') {
      if (seen.has(part.name) && ONCE.has(part.name))
        add('duplicate', `{${part.name}} stands in the prompt twice`)
      seen.add(part.name)
    }
    const { exhibit, fault } = spokenOf(part)
    if (fault !== undefined) add('figure_unknown', fault)
    if (exhibit !== null) {
      const text = part.kind === 'placeholder' ? `{${part.name}}` : part.text.slice(0, 60)
      for (const { id, reads } of readers)
        if (!reads.includes(exhibit))
          add(
            'exhibit_not_read',
            `${text} is of the exhibit ${exhibit}, which module ${id} does not read`,
          )
    }
    if (faults.length >= MAX_FAULTS) return faults
    at += lengthOf(part)
  }
  if (seen.has('figures')) return faults
  const message = 'the prompt has no {figures}, so the model would see none'
  return [...faults, { path: '', reason: 'nothing_read', message }]
}
