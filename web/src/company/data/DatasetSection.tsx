/**
 * One dataset of a company under its heading. It is read when it is first shown; its source stands
 * above it, or the reason why there is nothing.
 */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { StoredDataset } from '#shared/datasets/registry.ts'
import type { Loader } from '../../ui/loaded.ts'
import { isWanted } from './company-data.ts'
import { NothingThere } from './NothingThere.tsx'
import { ServedBy } from './ServedBy.tsx'
import { t } from './strings/index.ts'

interface DatasetSectionProps<D extends StoredDataset> {
  dataset: D
  title: string
  reading: Loader<ItemsResponse<D>>
  company: string
  asOf: string | null
  children: (answer: ItemsResponse<D>) => ComponentChildren
}

export const DatasetSection = <D extends StoredDataset>({
  dataset,
  title,
  reading,
  company,
  asOf,
  children,
}: DatasetSectionProps<D>) => {
  useEffect(() => {
    if (isWanted(reading)) void reading.load()
  }, [reading])
  const now = reading.value.value
  const heading = `dataset-${dataset}-title`
  return (
    <section
      class={`dataset dataset-${dataset}`}
      aria-labelledby={heading}
      aria-busy={reading.busy.value}
    >
      <h2 id={heading}>{title}</h2>
      {now.state === 'loading' && (
        <div class="loading loading-short" role="status">
          <p>{t('data.reading')}</p>
          <div class="loading-bars" aria-hidden="true">
            <span />
            <span />
            <span />
          </div>
        </div>
      )}
      {now.state === 'failed' && (
        <NothingThere
          problem={now.problem}
          company={company}
          asOf={asOf}
          retry={() => void reading.load()}
        />
      )}
      {now.state === 'ready' && (
        <>
          <ServedBy {...now.data} isPast={asOf !== null} />
          {children(now.data)}
        </>
      )}
    </section>
  )
}
