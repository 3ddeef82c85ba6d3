/**
 * What an exported report cites besides its book: each passage with its source, each exhibit with
 * its figures and from whom they are, and what could not be had. Pure.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { CitedPassage } from '#shared/contracts/exhibit-records.ts'
import type { ExhibitRow } from '#shared/contracts/exhibit-rows.ts'
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { isReadExhibit, type ReadExhibit, type Silence } from '#shared/exhibits/names.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { isProviderId, type Language, PROVIDER_NAMES } from '#shared/names.ts'
import { link, plain } from './figures.ts'

interface ExhibitWords {
  title: string
  head: string
  computed: string
  absent: string
  bought: string
  sold: string
  kinds: Record<ReadExhibit, string>
  silences: Record<Silence, string>
}

const WORDS: Record<Language, ExhibitWords> = {
  en: {
    title: 'What the report cites besides its statements',
    head: '| Figure | Period | Value | Source |',
    computed: 'computed',
    absent: 'Could not be had',
    bought: 'bought',
    sold: 'sold',
    kinds: {
      market: 'Price and multiples',
      valuation: 'Valuation',
      peers: 'Peers',
      estimates: 'Estimates and ratings',
      holders: 'Holders',
      insiders: 'Trades of insiders',
      actions: 'Dividends and splits',
      news: 'News',
      filings: 'Filings and announcements',
    },
    silences: {
      company: 'the company has none',
      provider: 'the providers failed',
      ours: 'this system could not have it',
    },
  },
  zh: {
    title: '报告引用的其他资料',
    head: '| 项目 | 期间 | 数值 | 来源 |',
    computed: '计算所得',
    absent: '未能取得',
    bought: '买入',
    sold: '卖出',
    kinds: {
      market: '股价与倍数',
      valuation: '估值',
      peers: '同业公司',
      estimates: '预期与评级',
      holders: '股东',
      insiders: '内部人交易',
      actions: '派息与拆股',
      news: '新闻',
      filings: '公告与文件',
    },
    silences: {
      company: '公司没有此项',
      provider: '数据提供方失败',
      ours: '本系统无法取得',
    },
  },
}

/** What was collected; the rating has its own place in an export. */
type ToldCollected = ReportExhibit & { kind: ReadExhibit }
const isCollected = (told: ReportExhibit): told is ToldCollected => isReadExhibit(told.kind)

export class ExhibitWriter {
  readonly #figures: FigureIndex
  readonly #language: Language

  constructor(figures: FigureIndex, language: Language) {
    this.#figures = figures
    this.#language = language
  }

  /** `[n3](address)`; the mark as code when no passage has it. */
  mark(id: string): string {
    const passage = this.#figures.passage(id)
    return passage ? link(`\\[${id}\\]`, passage.url) : `\`[[${id}]]\``
  }

  /** The exhibits one after the other, under one heading; empty without any. */
  appendix(exhibits: readonly ReportExhibit[]): string[] {
    const words = WORDS[this.#language]
    const told = exhibits.filter(isCollected)
    if (told.length === 0) return []
    return [
      '',
      `## ${words.title}`,
      ...told.flatMap((one) => ['', `### ${words.kinds[one.kind]}`, '', ...this.#told(one)]),
    ]
  }

  #told({ kind, absent, silence }: ToldCollected): string[] {
    const words = WORDS[this.#language]
    const exhibit = this.#figures.exhibits.find(
      (one): one is ExhibitOf<ReadExhibit> => one.kind === kind,
    )
    if (exhibit) return this.#lines(exhibit)
    const whose = silence ? ` (${words.silences[silence]})` : ''
    return [`> ${words.absent}: ${plain(absent ?? '')}${whose}`]
  }

  #lines(exhibit: ExhibitOf<ReadExhibit>): string[] {
    if ('passages' in exhibit) return exhibit.passages.map((one) => this.#passage(one))
    const beside = this.#beside(exhibit)
    return [...beside, ...(beside.length > 0 ? [''] : []), ...this.#table(exhibit.rows)]
  }

  #passage({ id, day, title, form, source, provider, url }: CitedPassage): string {
    const about = [form, source, day].filter((part) => part !== null).map(plain)
    return `- ${id}: ${plain(title)} — ${about.join(', ')}, ${link(plain(this.#provider(provider)), url)}`
  }

  /** Names that stand beside the figures of an exhibit. */
  #beside(exhibit: ExhibitOf<ReadExhibit>): string[] {
    const words = WORDS[this.#language]
    switch (exhibit.kind) {
      case 'peers':
        return exhibit.peers.map(
          ({ name, instrument }) => `- ${plain(name)} (${plain(instrument)})`,
        )
      case 'holders':
        return exhibit.holders.map(({ place, name }) => `${place}. ${plain(name)}`)
      case 'insiders':
        return exhibit.trades.map(({ day, person, action, shares, provider }) => {
          const did = action === 'buy' ? words.bought : words.sold
          const count = formatFigure(shares, 'shares', this.#language)
          return `- ${day} ${plain(person)} ${did} ${count} (${plain(this.#provider(provider))})`
        })
      case 'actions':
        return exhibit.unread.map(({ day, words: said }) => `- ${day} ${plain(said)}`)
      case 'market':
      case 'valuation':
      case 'estimates':
      case 'news':
      case 'filings':
        return []
    }
  }

  #table(rows: readonly ExhibitRow[]): string[] {
    if (rows.length === 0) return []
    const words = WORDS[this.#language]
    return [
      words.head,
      '| --- | --- | ---: | --- |',
      ...rows.flatMap((row) => {
        const entry = this.#figures.get(row.token)
        if (!entry) return []
        const { origin } = row
        const value = formatFigure(row.value, row.unit, this.#language)
        const source =
          origin.kind === 'computed'
            ? words.computed
            : origin.source_url
              ? link(plain(this.#provider(origin.provider)), origin.source_url)
              : plain(this.#provider(origin.provider))
        return [
          `| ${plain(entry.label[this.#language])} | ${plain(row.period)} | ${value} | ${source} |`,
        ]
      }),
    ]
  }

  #provider(id: string): string {
    return isProviderId(id) ? PROVIDER_NAMES[id][this.#language] : id
  }
}
