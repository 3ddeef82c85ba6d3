/**
 * Sentences made from the figures of a company by templates: each figure under another's name, of
 * another year, with another direction, base, subject and currency. Each must be marked. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { yearsBefore } from '../book.ts'
import { GROWTH_OF } from '../lexicon/concepts.ts'
import { unitKind } from '../values.ts'

export interface Template {
  kind: string
  language: 'en' | 'zh'
  text: string
}

const LANGUAGES = ['en', 'zh'] as const
const sentence = (language: 'en' | 'zh', label: Figure['label'], period: string, value: string) => {
  const year = period.slice(2)
  return language === 'en'
    ? `${label.en} was ${value} in ${period}.`
    : `${year}财年${label.zh}为${value}。`
}
/** Digits that a reader would take for one value. */
const shown = (figure: Figure, language: 'en' | 'zh'): string =>
  formatFigure(figure.value, figure.unit, language)
const isSame = (a: Figure, b: Figure): boolean =>
  Math.abs(Math.abs(Number(a.value)) - Math.abs(Number(b.value))) <=
  Math.abs(Number(a.value)) * 0.006

/** Every figure of the newest year. */
const yearly = (figures: readonly Figure[]): Figure[] => {
  const newest = figures
    .map(({ period }) => period)
    .filter((period) => /^FY\d{4}$/.test(period))
    .sort()
    .at(-1)
  return figures.filter(({ period, value }) => period === newest && Number(value) !== 0)
}

/** Each figure of the newest year under the name of each other of the same kind of unit. */
export const underOtherNames = (figures: readonly Figure[]): Template[] => {
  const own = yearly(figures)
  return own.flatMap((figure) =>
    own
      .filter(
        (other) =>
          other.name !== figure.name &&
          unitKind(other.unit) === unitKind(figure.unit) &&
          !isSame(figure, other),
      )
      .flatMap((other) =>
        LANGUAGES.map((language) => ({
          kind: 'other name',
          language,
          text: sentence(language, other.label, figure.period, shown(figure, language)),
        })),
      ),
  )
}

/** "Latest", with the value of the year before. */
export const latestWithLastYear = (figures: readonly Figure[]): Template[] => {
  const byToken = new Map(figures.map((figure) => [figure.token, figure]))
  return yearly(figures).flatMap((figure) => {
    const before = byToken.get(`${figure.name}@${yearsBefore(figure.period, 1)}`)
    const trailing = byToken.get(`${figure.name}@TTM`)
    if (!before || isSame(before, figure) || (trailing && isSame(before, trailing))) return []
    return [
      {
        kind: 'latest',
        language: 'en' as const,
        text: `In the latest fiscal year ${figure.label.en} was ${shown(before, 'en')}.`,
      },
      {
        kind: 'latest',
        language: 'zh' as const,
        text: `最新财年${figure.label.zh}为${shown(before, 'zh')}。`,
      },
    ]
  })
}

const withoutSign = (text: string): string => text.replace('-', '')

/** A rise called a fall, a fall called a rise. */
export const otherDirections = (figures: readonly Figure[]): Template[] =>
  figures.flatMap((figure) => {
    const of = GROWTH_OF[figure.name]
    const base = figures.find(({ name }) => name === of)
    if (!base || !/^FY/.test(figure.period) || Math.abs(Number(figure.value)) < 0.001) return []
    const rose = Number(figure.value) > 0
    const year = figure.period.slice(2)
    return [
      {
        kind: 'direction',
        language: 'en' as const,
        text: `${base.label.en} ${rose ? 'fell' : 'rose'} ${withoutSign(shown(figure, 'en'))} in ${figure.period}.`,
      },
      {
        kind: 'direction',
        language: 'zh' as const,
        text: `${year}财年${base.label.zh}同比${rose ? '下降' : '增长'}${withoutSign(shown(figure, 'zh'))}。`,
      },
    ]
  })

/** A growth from the year before called one from the quarter before, or since five years ago. */
export const otherBases = (figures: readonly Figure[]): Template[] =>
  yearly(figures).flatMap((figure) => {
    const of = GROWTH_OF[figure.name]
    const base = figures.find(({ name }) => name === of)
    if (!base) return []
    const word = Number(figure.value) > 0 ? ['rose', '增长'] : ['fell', '下降']
    const since = yearsBefore(figure.period, 5) ?? ''
    return [
      ['en', `${base.label.en} ${word[0]} ${withoutSign(shown(figure, 'en'))} quarter on quarter.`],
      ['en', `Since ${since}, ${base.label.en} ${word[0]} ${withoutSign(shown(figure, 'en'))}.`],
      ['zh', `${base.label.zh}环比${word[1]}${withoutSign(shown(figure, 'zh'))}。`],
      [
        'zh',
        `自${since.slice(2)}财年以来${base.label.zh}${word[1]}${withoutSign(shown(figure, 'zh'))}。`,
      ],
    ].map(([language, text]) => ({
      kind: 'base',
      language: language as 'en' | 'zh',
      text: text ?? '',
    }))
  })

/** Each figure of the newest year said of a segment, a region and another company. */
export const otherSubjects = (figures: readonly Figure[]): Template[] =>
  yearly(figures).flatMap((figure) => {
    const [en, zh] = [shown(figure, 'en'), shown(figure, 'zh')]
    const { label, period } = figure
    const year = period.slice(2)
    return [
      ['en', `Samsung's ${label.en} was ${en} in ${period}.`],
      ['en', `In Europe, ${label.en} was ${en} in ${period}.`],
      ['en', `For the hardware segment, ${label.en} was ${en} in ${period}.`],
      ['zh', `三星${year}财年${label.zh}为${zh}。`],
      ['zh', `在欧洲地区，${year}财年${label.zh}为${zh}。`],
      ['zh', `硬件业务方面，${year}财年${label.zh}为${zh}。`],
    ].map(([language, text]) => ({
      kind: 'subject',
      language: language as 'en' | 'zh',
      text: text ?? '',
    }))
  })

/** Each amount of the newest year in another currency. */
export const otherCurrencies = (figures: readonly Figure[]): Template[] =>
  yearly(figures)
    .filter(({ unit }) => /^[A-Z]{3}(?:\/share)?$/.test(unit))
    .flatMap((figure) => [
      {
        kind: 'currency',
        language: 'en' as const,
        text: sentence(
          'en',
          figure.label,
          figure.period,
          formatFigure(figure.value, figure.unit.replace(/^[A-Z]{3}/, 'EUR'), 'en').replace(
            /(-?)EUR /,
            '$1€',
          ),
        ),
      },
      {
        kind: 'currency',
        language: 'zh' as const,
        text: sentence(
          'zh',
          figure.label,
          figure.period,
          formatFigure(figure.value, figure.unit.replace(/^[A-Z]{3}/, 'GBP'), 'zh'),
        ),
      },
    ])

/** Each figure of the newest year under its own name: what must not be struck. */
export const underOwnNames = (figures: readonly Figure[]): Template[] =>
  yearly(figures).flatMap((figure) =>
    LANGUAGES.map((language) => ({
      kind: 'own name',
      language,
      text: sentence(language, figure.label, figure.period, shown(figure, language)),
    })),
  )
