/** What is done with the list: its columns, its link, its files. */
import { useSignal } from '@preact/signals'
import { exportCsv, exportXlsx } from './export-list.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { comparePath, MOST_COMPARED, screenPath } from '../../router.ts'
import { t } from '../strings/index.ts'

/** How long it says that the link was copied, in ms. */
const SAID_MS = 2_500

const WITHOUT_CODE = /:CIK\d{10}$/

type ToolNote = 'copied' | 'not_copied' | 'failed'

export const Toolbar = ({
  model,
  chooseColumns,
}: {
  model: ScreenModel
  chooseColumns: () => void
}) => {
  const said = useSignal<ToolNote | null>(null)
  const busy = useSignal(false)
  const say = (what: ToolNote) => {
    said.value = what
    setTimeout(() => {
      said.value = null
    }, SAID_MS)
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.origin + screenPath(model.place()))
      say('copied')
    } catch {
      // Without the right to the clipboard, or on a page that is no secure one.
      say('not_copied')
    }
  }
  const write = async (make: typeof exportCsv) => {
    busy.value = true
    try {
      await make(model)
    } catch {
      say('failed')
    }
    busy.value = false
  }
  const list = model.list.value
  const isEmpty = list.length === 0
  const ids = model.table.value?.companies.ids ?? []
  // A company without a code of its own has no page, so it cannot be compared.
  const first: string[] = []
  for (let place = 0; place < list.length && first.length < MOST_COMPARED; place++) {
    const id = ids[list[place] ?? 0] ?? ''
    if (!WITHOUT_CODE.test(id)) first.push(id)
  }
  return (
    <div class="tools">
      <button type="button" class="quiet" onClick={chooseColumns}>
        {t('tools.columns')}
      </button>
      {first.length > 1 && (
        <a class="quiet" href={comparePath({ companies: first, as_of: model.asOf.value })}>
          {t('compare.first')}
        </a>
      )}
      <button type="button" class="quiet" onClick={() => void copy()}>
        {t('tools.link')}
      </button>
      <button
        type="button"
        class="quiet"
        disabled={isEmpty || busy.value}
        onClick={() => void write(exportCsv)}
      >
        CSV
      </button>
      <button
        type="button"
        class="quiet"
        disabled={isEmpty || busy.value}
        onClick={() => void write(exportXlsx)}
      >
        XLSX
      </button>
      <span role="status" class="small">
        {said.value && t(`tools.${said.value}`)}
      </span>
    </div>
  )
}
