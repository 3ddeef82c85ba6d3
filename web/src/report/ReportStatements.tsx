/** The statements a report was written from. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { type Signal, useSignal } from '@preact/signals'
import { StatementSection } from '../figures/tables/StatementSection.tsx'
import { type FiguresPart, type Frequency, STATEMENTS } from '../figures/tables/tables.ts'
import { Tabs } from '../ui/Tabs.tsx'
import { t } from './strings/index.ts'

const PARTS = [...STATEMENTS, 'ratios', 'scores'] as const

export const ReportStatements = ({
  figures,
  part,
}: {
  figures: FigureIndex
  part: Signal<FiguresPart>
}) => {
  const frequency = useSignal<Frequency | null>(null)
  const order = useSignal<'newest_first' | 'oldest_first'>('newest_first')
  return (
    <section class="report-statements" aria-labelledby="statements-title">
      <h2 id="statements-title">{t('report.statements')}</h2>
      <Tabs
        label={t('report.statements')}
        tabs={PARTS}
        words={(name) => t(`tab.${name}`)}
        chosen={part.value}
        choose={(name) => {
          part.value = name
        }}
      >
        <StatementSection
          key={part.value}
          figures={figures}
          part={part.value}
          choices={{ frequency, order }}
        />
      </Tabs>
    </section>
  )
}
