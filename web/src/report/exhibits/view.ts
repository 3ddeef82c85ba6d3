/** What every view of an exhibit is given. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import type { ReadExhibit } from '#shared/exhibits/names.ts'

export interface ExhibitViewProps<K extends ReadExhibit> {
  exhibit: ExhibitOf<K>
  figures: FigureIndex
}
