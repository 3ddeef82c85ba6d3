/** The forms that a company's filings have, as choices of a filter. Pure. */

/** A filing whose form the provider does not name. */
export const UNNAMED = '' as const
/** This many forms have their own choice. All others share one. */
const MOST_FORMS = 8
export const OTHER = ' other' as const

/** An amendment belongs to the form it amends. */
const baseOf = (form: string | null): string => (form ?? UNNAMED).replace(/\/A$/, '')

export interface FormChoice {
  form: string
  count: number
}

/** Most frequent first. */
export const formChoices = (filings: readonly { form: string | null }[]): FormChoice[] => {
  const counts = new Map<string, number>()
  for (const { form } of filings) counts.set(baseOf(form), (counts.get(baseOf(form)) ?? 0) + 1)
  const choices = [...counts]
    .map(([form, count]) => ({ form, count }))
    .sort((a, b) => b.count - a.count || a.form.localeCompare(b.form))
  if (choices.length <= MOST_FORMS) return choices
  const named = choices.slice(0, MOST_FORMS - 1)
  return [
    ...named,
    { form: OTHER, count: filings.length - named.reduce((sum, { count }) => sum + count, 0) },
  ]
}

/** The filings of a choice; all of them when none is made. */
export const ofForm = <F extends { form: string | null }>(
  filings: readonly F[],
  choices: readonly FormChoice[],
  chosen: string | null,
): F[] => {
  if (chosen === null) return [...filings]
  const named = new Set(choices.map(({ form }) => form))
  return filings.filter(({ form }) =>
    chosen === OTHER ? !named.has(baseOf(form)) : baseOf(form) === chosen,
  )
}
