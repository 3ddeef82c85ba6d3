/** The kinds of models, without schemas, so that the page may import them. */

/** Whether an entry of a kind names a key, and where it is called. */
interface KindOfModel {
  /** Rules in code write: nothing is called and nothing is paid. */
  is_rules: boolean
  key: 'none' | 'optional' | 'required'
  has_address: boolean
}
/** The kinds of models. The analysis service has one implementation of each. */
export const MODEL_KINDS = {
  /** The rule analyst. */
  builtin: { is_rules: true, key: 'none', has_address: false },
  /** Google's API. */
  gemini: { is_rules: false, key: 'required', has_address: false },
  /** Any server with the protocol of OpenAI's chat completions. A self-hosted one needs no key. */
  'openai-compatible': { is_rules: false, key: 'optional', has_address: true },
} as const satisfies Record<string, KindOfModel>
export type ModelKind = keyof typeof MODEL_KINDS
export const MODEL_KIND_NAMES = Object.keys(MODEL_KINDS) as [ModelKind, ...ModelKind[]]

/** Whether rules in code write, of a kind of the list above or as a stored section names it. */
export const isOfRules = (kind: string | null | undefined): boolean =>
  MODEL_KIND_NAMES.some((name) => name === kind && MODEL_KINDS[name].is_rules)
