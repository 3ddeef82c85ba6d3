/** The rating of an exported report as Markdown: grades, tests, pillars and risks. Pure. */
import type { Pillar, RatingExhibit } from '#shared/contracts/rating.ts'
import { formatFigure } from '#shared/format-figure.ts'
import type { Language } from '#shared/names.ts'
import {
  COMPARISON_NAMES,
  DANGERS,
  GRADE_NAMES,
  PILLAR_STATE_NAMES,
  PRICE_GRADE_NAMES,
  TEST_GROUP_NAMES,
  UNRATED,
  UNTESTED,
} from '#shared/rating/names.ts'
import type { MadeTest } from '#shared/rating/score-tests.ts'
import { type FigureWriter, plain } from './figures.ts'

/** Most figures written of one test or risk; all are in the report's exhibit. */
const MOST_FIGURES = 3
const DIGITS = 2

const WORDS = {
  en: {
    title: 'Rating',
    fundamentals: 'Fundamentals',
    price: 'Valuation',
    score: (score: string) => `score ${score} of 1`,
    head: ['Group', 'Test', 'Figures', 'Degree', 'Degree 0 / passed / 1'],
    thesis: 'Thesis',
    no_thesis: 'No thesis: fewer than three tests are passed well.',
    falsifier: (p: Pillar['falsifier'], line: string) =>
      `Stands while ${p.label.en} is ${COMPARISON_NAMES[p.comparison].en} ${line} in the ${p.period} annual report`,
    now: 'now',
    risks: 'Risks, the gravest first',
    untested: 'Not tested',
    and: ', ',
    colon: ': ',
  },
  zh: {
    title: '评级',
    fundamentals: '基本面',
    price: '估值',
    score: (score: string) => `得分 ${score}（满分 1）`,
    head: ['类别', '检验', '数据', '达成度', '0 / 及格 / 满分'],
    thesis: '投资论点',
    no_thesis: '没有投资论点：表现良好的检验不足三项。',
    falsifier: (p: Pillar['falsifier'], line: string) =>
      `只要${p.period}年报的${p.label.zh}${COMPARISON_NAMES[p.comparison].zh}${line}即成立`,
    now: '目前',
    risks: '风险（由重到轻）',
    untested: '未作检验',
    and: '、',
    colon: '：',
  },
}

export const ratingLines = (
  rating: RatingExhibit,
  writer: FigureWriter,
  language: Language,
): string[] => {
  const words = WORDS[language]
  const figuresOf = (tokens: readonly string[]): string =>
    tokens
      .slice(-MOST_FIGURES)
      .map((token) => {
        const label = writer.entry(token)?.label[language]
        const period = plain(token.slice(token.indexOf('@') + 1))
        return `${label ? `${plain(label)} ` : ''}${writer.figure(token)} (${period})`
      })
      .join(words.and)
  const verdict = (
    title: string,
    name: string,
    { score, missing }: Pick<RatingExhibit['price'], 'score' | 'missing'>,
  ): string => {
    const why = missing.map((reason) => UNRATED[reason][language])
    const told = score === null ? why : [words.score(score.toFixed(DIGITS))]
    return `- **${title}${words.colon}${name}** (${told.join(words.and)})`
  }
  const testLine = (test: MadeTest): string => {
    const text = (value: number): string => formatFigure(String(value), test.unit, language)
    const { zero, pass, full } = test.scale
    return `| ${[
      TEST_GROUP_NAMES[test.group][language],
      plain(test.names[language]),
      `${test.value === null ? '' : `${text(test.value)}${words.colon}`}${figuresOf(test.value === null ? [test.shown] : test.tokens)}`,
      test.degree.toFixed(DIGITS),
      [zero, pass, full].map(text).join(' / '),
    ].join(' | ')} |`
  }
  const pillarLine = ({ claim, falsifier, check }: Pillar, at: number): string => {
    const line = words.falsifier(
      falsifier,
      formatFigure(String(falsifier.line), falsifier.unit, language),
    )
    const now = check.token === null ? '' : `; ${words.now} ${figuresOf([check.token])}`
    return `${at + 1}. **${plain(claim[language])}** (${PILLAR_STATE_NAMES[check.state][language]}). ${line}${now}`
  }
  const { fundamentals, price, tests, pillars, risks } = rating
  const untested = tests.filter((test) => !test.made)
  const made = tests.filter((test): test is MadeTest => test.made)
  return [
    '',
    `## ${words.title}`,
    '',
    verdict(words.fundamentals, GRADE_NAMES[fundamentals.grade][language], fundamentals),
    verdict(words.price, PRICE_GRADE_NAMES[price.grade][language], price),
    ...fundamentals.dangers.map(
      ({ code, tokens }) => `- ${DANGERS[code][language]}${words.colon}${figuresOf(tokens)}`,
    ),
    '',
    `### ${words.thesis}`,
    '',
    ...(pillars.length > 0 ? pillars.map(pillarLine) : [words.no_thesis]),
    '',
    `### ${words.risks}`,
    '',
    ...risks.map(
      ({ names, tokens }, at) =>
        `${at + 1}. ${plain(names[language])}${tokens.length > 0 ? words.colon : ''}${figuresOf(tokens)}`,
    ),
    '',
    `| ${words.head.join(' | ')} |`,
    `|${' --- |'.repeat(words.head.length)}`,
    ...made.map(testLine),
    ...(untested.length > 0 ? ['', `${words.untested}${words.colon}`, ''] : []),
    ...untested.map((test) =>
      test.made ? '' : `- ${plain(test.names[language])} (${UNTESTED[test.reason][language]})`,
    ),
  ]
}
