/**
 * What a report cites besides its book, each exhibit with its sources, and what could not be had
 * with the reason. A new kind is a file here and its line.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { isReadExhibit, type ReadExhibit } from '#shared/exhibits/names.ts'
import type { ComponentType } from 'preact'
import { titleOf } from '../../ui/reasons.ts'
import { t } from '../strings/index.ts'
import { Actions } from './Actions.tsx'
import { Estimates } from './Estimates.tsx'
import { Filings } from './Filings.tsx'
import { Holders } from './Holders.tsx'
import { Insiders } from './Insiders.tsx'
import { Market } from './Market.tsx'
import { News } from './News.tsx'
import { Peers } from './Peers.tsx'
import { Valuation } from './Valuation.tsx'
import type { ExhibitViewProps } from './view.ts'

const VIEWS: { [K in ReadExhibit]: ComponentType<ExhibitViewProps<K>> } = {
  market: Market,
  valuation: Valuation,
  peers: Peers,
  estimates: Estimates,
  holders: Holders,
  insiders: Insiders,
  actions: Actions,
  news: News,
  filings: Filings,
}

const View = <K extends ReadExhibit>({
  kind,
  exhibit,
  figures,
}: ExhibitViewProps<K> & { kind: K }) => {
  const Chosen: ComponentType<ExhibitViewProps<K>> = VIEWS[kind]
  return <Chosen exhibit={exhibit} figures={figures} />
}

/** The rating has its own place in a report; what it rests on is shown here. */
type CollectedReportExhibit = ReportExhibit & { kind: ReadExhibit }
const isCollected = (told: ReportExhibit): told is CollectedReportExhibit =>
  isReadExhibit(told.kind)

const CollectedExhibit = ({
  told,
  figures,
}: {
  told: CollectedReportExhibit
  figures: FigureIndex
}) => {
  const exhibit = figures.exhibits.find(
    (one): one is ExhibitOf<ReadExhibit> => one.kind === told.kind,
  )
  return (
    <section class="exhibit" id={`exhibit-${told.kind}`} aria-labelledby={`exhibit-${told.kind}-t`}>
      <h3 id={`exhibit-${told.kind}-t`}>{t(`exhibit.${told.kind}`)}</h3>
      {exhibit ? (
        <View kind={exhibit.kind} exhibit={exhibit} figures={figures} />
      ) : (
        told.absent !== null && (
          <p class="notice">
            {t('exhibit.absent')} {titleOf(told.absent)}
            {told.silence && ` (${t(`silence.${told.silence}`)})`}
          </p>
        )
      )}
    </section>
  )
}

export const ReportExhibits = ({
  exhibits,
  figures,
}: {
  exhibits: readonly ReportExhibit[]
  figures: FigureIndex
}) => (
  <section class="report-exhibits" aria-labelledby="exhibits-title">
    <h2 id="exhibits-title">{t('exhibit.title')}</h2>
    {exhibits.filter(isCollected).map((told) => (
      <CollectedExhibit key={told.kind} told={told} figures={figures} />
    ))}
  </section>
)
