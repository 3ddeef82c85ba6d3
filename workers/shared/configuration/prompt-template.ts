/**
 * The grammar of prompt templates. `{figures}` is a placeholder. `{{revenue@FY2025}}` is shown to
 * the model unchanged. No other brace may appear. Pure; a template is read in one pass.
 */

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

/**
 * The faults of a template, with line and column where a brace is wrong. Empty when the template
 * can be filled.
 */
export const templateFaults = (template: string): string[] => {
  const parts = parseTemplate(template)
  const known = PROMPT_PLACEHOLDERS.map((name) => `{${name}}`).join(' ')
  const strays = parts
    .filter((part) => part.kind === 'stray')
    .slice(0, MAX_FAULTS)
    .map(
      ({ text, at }) =>
        `${placeOf(template, at)}: nothing fills ${text.slice(0, 60)}; there are ${known}`,
    )
  if (strays.length > 0) return strays
  return parts.some((part) => part.kind === 'placeholder' && part.name === 'figures')
    ? []
    : ['the prompt has no {figures}, so the model would see none']
}
